"""Follow-up at home: check-in questions, when they are due, what the answers amount to. Pure. See docs/followup.md."""

from cordee.followup.answer_check import BadAnswer, check_answers, read_answer
from cordee.followup.answer_words import value_words
from cordee.followup.assess import Alert, Assessment, Open, assess, worst
from cordee.followup.check import check_followup
from cordee.followup.choose import questions_for
from cordee.followup.content import FollowUp, SetOfQuestions
from cordee.followup.load import load_followup, read_followup
from cordee.followup.policy import (
    DEFAULT_POLICY,
    Changed,
    Contact,
    Off,
    Policy,
    policy_complaints,
    policy_faults,
    rules_under,
)
from cordee.followup.policy_read import read_policy
from cordee.followup.question import STEP_IDS, STEPS, Gate, Question, QuestionSet, Tick, Value
from cordee.followup.questionnaire_read import read_questionnaire
from cordee.followup.questionnaire_write import write_questionnaire
from cordee.followup.report import (
    Answers,
    Report,
    Reporter,
    next_question,
    progress,
    question_before,
    questions_put,
    settled,
)
from cordee.followup.response import read_response, write_response
from cordee.followup.rule import LEVEL_WORDS, LEVELS, Level, Rule, RuleLevel
from cordee.followup.schedule import Pause, Rhythm, due_at, due_days
from cordee.followup.told import Told
from cordee.knowledge.check import Complaint

__all__ = [
    "DEFAULT_POLICY", "LEVELS", "LEVEL_WORDS", "STEPS", "STEP_IDS", "Alert", "Answers", "Assessment", "BadAnswer",
    "Changed", "Complaint", "Contact", "FollowUp", "Gate", "Level", "Off", "Open", "Pause", "Policy",
    "Question", "QuestionSet", "Report", "Reporter", "Rhythm", "Rule", "RuleLevel", "SetOfQuestions",
    "Tick", "Told", "Value", "assess", "check_answers", "check_followup", "due_at", "due_days",
    "load_followup", "next_question", "policy_complaints", "policy_faults", "progress",
    "question_before", "questions_for", "questions_put", "read_answer", "read_followup", "read_policy",
    "read_questionnaire", "read_response", "rules_under", "settled", "value_words", "worst",
    "write_questionnaire", "write_response",
]  # fmt: skip
