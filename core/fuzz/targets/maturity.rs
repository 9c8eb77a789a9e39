//! Frameworks and answers.

use thidua::{Assessment, Framework, Lang};

use super::show;

/// Any bytes given to the loader of packs.
pub fn pack(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Framework::parse(text, Some("pack.yaml")) {
        Ok(framework) => {
            for finding in framework.lint() {
                let _ = (finding.message(Lang::Vi), finding.message(Lang::En));
            }
            let again = Framework::parse(framework.to_json(), None);
            assert!(
                again.is_ok_and(|again| again.digest() == framework.digest()),
                "the canonical form is another pack"
            );
            if let Ok(nobody) = Assessment::parse("subject: nobody\nas_of: 2024-06-30\n", None) {
                assess(&framework, &nobody);
            }
        }
        Err(error) => show(&error),
    }
}

/// Any bytes given to the decoder of answers, assessed by a pack with every scale.
pub fn assessment(data: &[u8]) {
    thread_local! {
        static FRAMEWORK: Framework = match Framework::parse(include_str!("../every-scale.yaml"), None) {
            Ok(framework) => framework,
            Err(error) => panic!("{error}"),
        };
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Assessment::parse(text, Some("answers.yaml")) {
        Ok(assessment) => {
            let again = Assessment::parse(&assessment.to_json(), None);
            assert!(
                again.is_ok_and(|again| again.to_json() == assessment.to_json()),
                "the canonical form is another"
            );
            FRAMEWORK.with(|framework| assess(framework, &assessment));
        }
        Err(error) => show(&error),
    }
}

/// The whole road behind a pack and answers that were read.
fn assess(framework: &Framework, assessment: &Assessment) {
    match framework.assess(assessment) {
        Ok(report) => {
            let explanation = report.explain();
            for lang in [Lang::Vi, Lang::En] {
                let _ = (explanation.render(lang), explanation.html(lang), explanation.json(lang));
            }
            let replay = report.certificate().replay(framework, assessment);
            assert!(
                replay.is_ok_and(|replay| replay == thidua::Replay::Same),
                "a certificate does not replay"
            );
            let _ = (report.to_json(), report.gaps(), report.claimed(), report.verified());
        }
        Err(error) => show(&error),
    }
}
