/** The headless model of SurveyJS with the same questions and conditions: pages of ten, `visibleIf`; no limits. */
import { Model } from 'survey-core';
import type { Field } from '../../../../src/model/form-config.js';
import { conditionOf, leading, makeForm } from '../make-form.js';
import type { CreateReplanner } from './replanner.js';

export const createSurvey: CreateReplanner = (fields) => {
  const { config, profile } = makeForm(fields, false);
  const questions = new Map(config.fields.map((field, i) => [field.name, writeQuestion(field, i)]));
  const pages = config.steps.map(({ id, fields: names }) => ({
    name: id,
    elements: names.map((name) => questions.get(name)),
  }));
  const survey = new Model({ pages });
  survey.setVariable('visit', profile.visits.count);
  survey.data = Object.fromEntries(Object.entries(profile.facts).map(([name, { value }]) => [name, value]));
  const all = survey.getAllQuestions();
  return {
    replan(answer) {
      survey.setValue(leading, answer);
      return all.filter(({ isVisible }) => isVisible).length;
    },
  };
};

/** As `conditionOf` says it. */
function writeQuestion({ name, label }: Field, i: number) {
  const visibleIf = i % 10 === 5 ? `{${leading}} = 'yes'` : `{f${i - 1}} notempty or {visit} >= 3`;
  return { type: 'text', name, title: label, ...(conditionOf(i) !== undefined && { visibleIf }) };
}
