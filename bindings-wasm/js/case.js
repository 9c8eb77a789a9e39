// A decision on its way, and the steps that take it further. No rule of steps lives here.

import { attempt, Handle, raw, texts } from "./shared.js";

/** A decision on its way: what is proposed, and everything that was done. A step gives a longer case; none is overwritten. */
export class Case extends Handle {
  #draft;
  #decisions;
  #request;
  #table;

  /** `draft` makes the draft of the case once more; `request` writes what is asked as text. */
  constructor(own, draft, decisions, request) {
    super(own);
    this.#draft = draft;
    this.#decisions = decisions;
    this.#request = request;
  }

  #further(step) {
    return new Case(attempt(step), this.#draft, this.#decisions, this.#request);
  }

  /** Proposes it. Nobody proposes in their own cause. */
  propose(act) {
    return this.step({ propose: act });
  }

  /** Tells the subject, who may reply within so many working days. */
  notify(act) {
    return this.step({ notify: act });
  }

  /** The subject's reply. */
  reply(act) {
    return this.step({ reply: act });
  }

  /** A vote of the council, with who counted it: counts, never ballots. A vote held again stands beside the one before. */
  vote({ inFavour, ...counts }) {
    return this.step({ vote: { in_favour: inFavour, ...counts } });
  }

  /** The decision of a competent person, with its number, and where wanted the working days to appeal. Whoever proposed does not decide. */
  decide(act) {
    return this.step({ decide: act });
  }

  /** The subject's appeal, which is answered within so many working days. */
  appeal(act) {
    return this.step({ appeal: act });
  }

  /** Answers the appeal: the decision stands. Whoever decided does not answer. */
  uphold(act) {
    return this.step({ uphold: act });
  }

  /** Answers the appeal: the decision does not stand. */
  reverse(act) {
    return this.step({ reverse: act });
  }

  /** Takes a decision back, with the number of the decision to do so. */
  revoke(act) {
    return this.step({ revoke: act });
  }

  /** Notes that a decision ran out. */
  expire(act) {
    return this.step({ expire: act });
  }

  /** One step further, as the library's own document names it. */
  step(taken) {
    const text = this.#request(taken);
    return this.#further(() => raw(this, Case).step(text));
  }

  /** Goes on with a case that was kept as `toJson()`: every step is taken again, under the same rules. */
  resume(kept) {
    const draft = this.#draft();
    try {
      return this.#further(() => draft.resume(kept));
    } finally {
      draft.free();
    }
  }

  /** The notice of the case to its subject, once there is something to tell. */
  notice(lang = "en", written = {}) {
    return this.#decisions.notice(this, lang, written);
  }

  /** What may follow, who may do it and who may not, and by when. */
  next() {
    return texts(JSON.parse(this.nextJson()));
  }

  /** The same as canonical JSON. */
  nextJson() {
    return raw(this, Case).next();
  }

  /** Where the case stands on a day: an appeal that nobody answered in time is overdue. */
  phaseOn(day) {
    return attempt(() => raw(this, Case).phaseOn(day));
  }

  get #read() {
    this.#table ??= texts(JSON.parse(this.toJson()));
    return this.#table;
  }

  /** The digest of the decision it is the case of. */
  get decision() {
    return this.#read.decision;
  }

  get subject() {
    return this.#read.subject;
  }

  get stage() {
    return this.#read.stage;
  }

  /** What is proposed. */
  get state() {
    return this.#read.state;
  }

  /** Where the case stands by its last step; a vote leaves it where it stood. */
  get phase() {
    return this.#read.phase;
  }

  /** Everything that was done, in order. */
  get steps() {
    return this.#read.steps;
  }

  /** The votes that count: those of the last vote; null where there was none. */
  get votes() {
    return this.#read.votes;
  }

  /** The case as canonical JSON: what to keep. */
  toJson() {
    return raw(this, Case).json();
  }
}
