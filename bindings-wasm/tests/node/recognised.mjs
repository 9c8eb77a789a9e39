// People, breaches and errors that the tests of recognition share.
import assert from "node:assert/strict";
import { DataError } from "../../js/decisions.js";

export const period = { from: "2026-01-01", until: "2026-12-31" };
export const citation = { title: "Quy chế, Điều 5", date: "2026-01-01", grade: "primary" };

/** Somebody on the staff since 2020, with further parts. */
export const person = (id, parts = {}) => ({
  id,
  spells: [{ unit: "desk", status: "public_employee", from: "2020-01-01" }],
  ...parts,
});

/** An assignment that was accepted and not done in time, with everything a critique takes. */
export const breach = (id, parts = {}) => ({
  id,
  standard: { assignment: { id: "plan", accepted: "2026-01-05", due: "2026-02-28" } },
  evidence: [{ ref: "minutes-14", verified_by: "inspector" }],
  cause_certified: false,
  notified: "2026-03-02",
  certainty: "0.99",
  ...parts,
});

/** What a DataError must say, for `assert.throws`. */
export const refused = (code, more = {}) => (error) => {
  assert.ok(error instanceof DataError, String(error));
  assert.ok(error.help && error.explain("vi") !== error.explain("en"));
  for (const [name, value] of Object.entries({ code, ...more })) assert.equal(error[name], value);
  return true;
};
