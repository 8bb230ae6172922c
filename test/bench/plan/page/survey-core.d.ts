/** As much of the library as the page uses; its own types are not there until the bench is installed. */
declare module 'survey-core' {
  export class Model {
    constructor(definition: object);
    data: object;
    setVariable(name: string, value: unknown): void;
    setValue(name: string, value: unknown): void;
    getAllQuestions(): readonly { readonly isVisible: boolean }[];
  }
}
