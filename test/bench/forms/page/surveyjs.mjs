/** SurveyJS with its own renderer and its default style sheet, without the font. */
import { Model } from 'survey-core';
import css from 'survey-core/survey-core.fontless.min.css';
import { renderSurvey } from 'survey-js-ui';

const elementOf = ({ name, label, type, autocomplete, minLength, options }) => ({
  name,
  title: label,
  isRequired: true,
  autocomplete,
  ...(options
    ? { type: 'dropdown', choices: options, renderAs: 'select' }
    : { type: 'text', inputType: type }),
  ...(minLength && { validators: [{ type: 'text', minLength }] }),
});

export const mount = (root, fields, send) => {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  const survey = new Model({
    elements: fields.map(elementOf),
    completeText: 'Send',
    showQuestionNumbers: 'off',
  });
  survey.onComplete.add(({ data }) => void send(data));
  renderSurvey(survey, root);
};
