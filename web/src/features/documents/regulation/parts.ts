/** What a regulation has besides what every text has, as the server knows it. */
export interface LawParts {
  issuer: string;
  law_number: string;
  law_id: string;
  revision: string;
  promulgated_on: string | null;
  effective_on: string | null;
  revised_on: string | null;
  standing: string;
  applicable_scope: string[];
  url: string;
  source: string;
  articles: unknown[];
  kept: Record<string, unknown>;
}

export const emptyLaw = (): LawParts => ({
  issuer: '',
  law_number: '',
  law_id: '',
  revision: '',
  promulgated_on: null,
  effective_on: null,
  revised_on: null,
  standing: '',
  applicable_scope: [],
  url: '',
  source: '',
  articles: [],
  kept: {},
});

export const LAW_FIELDS = Object.keys(emptyLaw()) as (keyof LawParts)[];
