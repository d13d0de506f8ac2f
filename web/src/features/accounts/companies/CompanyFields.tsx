import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Company } from '@/api/types';
import { halfWidth, katakana, orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import type { CompanyKind } from '../queries';
import { texts } from './texts';

export interface CompanyValues extends Record<string, unknown> {
  code: string;
  name: string;
  name_kana: string;
  kind: string;
}

export const NO_COMPANY: CompanyValues = { code: '', name: '', name_kana: '', kind: '' };

export const companyValues = (company: Company): CompanyValues => ({
  code: company.code,
  name: company.name,
  name_kana: company.name_kana ?? '',
  kind: company.kind,
});

/** What the fields say, as the server stores it; `kind` has been checked to be chosen. */
export const companyBody = (values: CompanyValues) => ({
  code: halfWidth(values.code).toUpperCase(),
  name: values.name.trim(),
  name_kana: orNull(katakana(values.name_kana)),
  kind: values.kind as CompanyKind,
});

export type CompanyBody = ReturnType<typeof companyBody>;

export function useKindNames(): Record<CompanyKind, string> {
  const t = useTexts(texts);
  return { own: t.own, partner: t.partner, client: t.client };
}

export function CompanyFields({ form }: { form: UseFormReturnType<CompanyValues> }) {
  const t = useTexts(texts);
  const kinds = useKindNames();
  return (
    <>
      <TextInput label={t.name} required withAsterisk autoComplete="off" {...form.getInputProps('name')} />
      <TextInput label={t.kana} description={t.kanaHint} autoComplete="off" {...form.getInputProps('name_kana')} />
      <TextInput
        label={t.code}
        description={t.codeHint}
        required
        withAsterisk
        autoCapitalize="characters"
        autoComplete="off"
        {...form.getInputProps('code')}
      />
      <Select
        label={t.kind}
        required
        withAsterisk
        allowDeselect={false}
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('kind')}
        value={form.values.kind || null}
      />
    </>
  );
}

export function useCompanyChecks() {
  const t = useTexts(texts);
  return {
    name: (value: unknown) => (String(value).trim() === '' ? t.nameMissing : null),
    code: (value: unknown) => (halfWidth(String(value)) === '' ? t.codeMissing : null),
    kind: (value: unknown) => (value === '' ? t.kindMissing : null),
  };
}
