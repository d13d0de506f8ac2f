import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { halfWidth, katakana, orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { CompanySelect } from '../companies/CompanySelect';
import { texts } from './texts';

export interface PersonValues extends Record<string, unknown> {
  login_name: string;
  name: string;
  name_kana: string;
  email: string;
  department: string;
  company_id: string;
}

export const NO_PERSON: PersonValues = {
  login_name: '',
  name: '',
  name_kana: '',
  email: '',
  department: '',
  company_id: '',
};

/** What the fields say, as the server stores it. */
export function personBody(values: PersonValues) {
  return {
    login_name: halfWidth(values.login_name).toLowerCase(),
    name: values.name.trim(),
    name_kana: orNull(katakana(values.name_kana)),
    email: orNull(halfWidth(values.email)),
    department: orNull(values.department),
    company_id: orNull(values.company_id),
  };
}

export type PersonBody = ReturnType<typeof personBody>;

interface PersonFieldsProps<T extends PersonValues> {
  form: UseFormReturnType<T>;
}

export function PersonFields<T extends PersonValues>({ form }: PersonFieldsProps<T>) {
  const t = useTexts(texts);
  const input = (name: keyof PersonValues & string) => form.getInputProps(name);
  return (
    <>
      <TextInput label={t.name} required withAsterisk autoComplete="off" {...input('name')} />
      <TextInput label={t.kana} description={t.kanaHint} autoComplete="off" {...input('name_kana')} />
      <TextInput
        label={t.loginName}
        description={t.loginNameHint}
        required
        withAsterisk
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        {...input('login_name')}
      />
      <CompanySelect
        label={t.company}
        placeholder={t.companyNone}
        value={form.values.company_id || null}
        onChange={(id) => form.setFieldValue('company_id', (id ?? '') as never)}
        error={form.errors['company_id']}
      />
      <TextInput label={t.department} autoComplete="off" {...input('department')} />
      <TextInput label={t.email} type="email" inputMode="email" autoComplete="off" {...input('email')} />
    </>
  );
}

/** What must be there before the server is asked. */
export function usePersonChecks() {
  const t = useTexts(texts);
  return {
    name: (value: unknown) => (String(value).trim() === '' ? t.nameMissing : null),
    login_name: (value: unknown) => (halfWidth(String(value)) === '' ? t.loginNameMissing : null),
  };
}
