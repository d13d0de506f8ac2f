import { useMediaQuery } from '@mantine/hooks';

/** Whether lists are drawn as cards, because a table would not fit. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
