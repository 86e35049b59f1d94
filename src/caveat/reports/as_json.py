"""An assessment as JSON: the digested record, and what explains it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any
from unicodedata import category

from caveat.model.assessment import Assessment
from caveat.model.determination import Answer, Clause, Effect
from caveat.model.finding import State
from caveat.reports.findings import cited
from caveat.reports.words import answer_words, citation_words
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Rulebook

SCHEMA = "caveat-assessment-1"


def assessment_json(
    assessment: Assessment, record: str, digest: str, rulebook: Rulebook
) -> dict[str, Any]:
    """Return the JSON output.

    The keys under `digest_covers` are the record; the SHA-256 of their canonical JSON is
    `digest`. The rest is derived from them and from the rulebook that `versions` names.
    """
    recorded: dict[str, Any] = json.loads(record)
    return {
        "schema": SCHEMA,
        "not_checked": [one.title for one in rulebook.policy.not_checked],
        **recorded,
        "digest": digest,
        "digest_covers": sorted(recorded),
        "summary": _summary(assessment),
        "hindsight": list(assessment.hindsight),
        "scope": {
            name: {
                "state": result.state.value,
                "decided_by": list(result.decided_by),
                "missing": list(result.missing),
            }
            for name, result in assessment.tests.items()
        },
        "held_against": list(assessment.contradicted),
        "mode": "complete" if assessment.outlook.complete else "quick",
        "changes": [
            {
                "answers": [_answer(one, rulebook) for one in change.answers],
                "known": change.known.value,
                "settled": change.settled,
            }
            for change in assessment.outlook.changes.listed
        ],
        "changes_left_out": assessment.outlook.changes.left_out,
        "next_questions": [
            {
                "fact": question.fact,
                "question": rulebook.facts[question.fact].question,
                "gain": round(question.gain, 6),
                "cost": rulebook.facts[question.fact].cost.value,
                "who": list(rulebook.facts[question.fact].who),
                "effects": [_effect(one, rulebook) for one in question.effects],
                "because": list(question.because),
            }
            for question in assessment.outlook.questions
        ],
        "open_facts": [
            {
                "fact": one.fact,
                "question": rulebook.facts[one.fact].question,
                "gating": one.gating,
                "red_flags": list(one.red_flags),
                "tools": list(one.tools),
            }
            for one in assessment.open_facts
        ],
        "safeguards": _safeguards(assessment, rulebook),
        "steps": [
            {
                "id": one.step,
                "title": rulebook.steps[one.step].title,
                "state": one.result.state.value,
                "missing": list(one.result.missing),
                "rows": list(one.rows),
                "citations": _citations(rulebook.steps[one.step], assessment, rulebook),
            }
            for one in assessment.steps
        ],
        "counsel_prompts": [
            {"law_feature": one.law_feature, "stated": one.stated.value, "rows": list(one.rows)}
            for one in assessment.prompts
        ],
        "rights_impact": _worksheet(assessment),
        "citations": {
            finding.red_flag: _citations(rulebook.red_flags[finding.red_flag], assessment, rulebook)
            for finding in assessment.findings
        },
    }


def json_text(tree: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Return a tree as indented JSON; characters that could repaint a terminal are escaped."""
    text = json.dumps(tree, indent=2, ensure_ascii=False)
    return "".join(
        json.dumps(char)[1:-1] if char != "\n" and category(char) in _UNSEEN else char
        for char in text
    )


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _summary(assessment: Assessment) -> dict[str, int]:
    states = Counter(finding.result.state for finding in assessment.findings)
    gating = sum(f.gating and f.result.state is State.UNKNOWN for f in assessment.findings)
    return {
        "raised": states[State.YES],
        "open": states[State.UNKNOWN],
        "open_gating": gating,
        "answered_no": states[State.NO],
        "not_applicable": states[State.NOT_APPLICABLE],
    }


def _answer(answer: Answer, rulebook: Rulebook) -> dict[str, Any]:
    return {
        "fact": answer.fact,
        "words": answer_words(answer, rulebook),
        "ways": [[_clause(clause) for clause in way] for way in answer.ways],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    operand: object = clause.operand
    if isinstance(clause.operand, tuple):
        operand = list(clause.operand)
    elif isinstance(clause.operand, date):
        operand = clause.operand.isoformat()
    return {"relation": clause.relation.value, "operand": operand}


def _effect(effect: Effect, rulebook: Rulebook) -> dict[str, Any]:
    return {
        "answer": _answer(effect.answer, rulebook),
        "known": effect.known.value,
        "worst": effect.worst.value,
        "settled": effect.settled,
    }


def _safeguards(assessment: Assessment, rulebook: Rulebook) -> list[dict[str, Any]]:
    return [
        {
            "id": one.safeguard,
            "title": rulebook.safeguards[one.safeguard].title,
            "for_raised": list(one.raised),
            "for_open": list(one.open),
            "available": one.available.value,
            "missing": list(one.missing),
            "state": None if one.stated is None else one.stated.state.value,
            "counts": one.counts,
            "reason": "" if one.stated is None else one.stated.reason,
            "residual": rulebook.safeguards[one.safeguard].residual,
            "rows": list(one.rows),
            "citations": _citations(rulebook.safeguards[one.safeguard], assessment, rulebook),
        }
        for one in assessment.safeguards
    ]


def _worksheet(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {
            "right": line.right,
            "suggested_by": list(line.suggested_by),
            "impacts": [
                {
                    "whose": impact.whose,
                    "how": impact.how,
                    "scale": impact.scale,
                    "scope": impact.scope,
                    "remediability": impact.remediability,
                    "consulted": [
                        {"who": c.who, "said": c.said, "on": None if c.on is None else str(c.on)}
                        for c in impact.consulted
                    ],
                }
                for impact in line.impacts
            ],
        }
        for line in assessment.worksheet
    ]


def _citations(entry: Entry, assessment: Assessment, rulebook: Rulebook) -> list[dict[str, Any]]:
    return [
        {
            "row": citation.row,
            "instruments": list(citation.instruments),
            "provision": citation.provision,
            "standing": citation.standing.value,
            "basis": citation.basis.value,
            "doubts": list(citation.doubts),
            "remark": citation.remark,
            "words": citation_words(citation, rulebook, assessment.instruments),
        }
        for citation in cited(entry, assessment)
    ]
