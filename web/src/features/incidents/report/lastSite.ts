import type { Site } from '../SiteSelect';

const keyOf = (person: string) => `mks.report.site.${person}`;

/** The site this person reported from last on this device: a foreman stays on one for months. */
export function lastSite(person: string): Site | null {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(person)) ?? 'null') as Site | null;
    return typeof found?.value === 'string' && typeof found.label === 'string' ? found : null;
  } catch {
    return null;
  }
}

export function rememberSite(person: string, site: Site | null): void {
  try {
    if (site) localStorage.setItem(keyOf(person), JSON.stringify(site));
    else localStorage.removeItem(keyOf(person));
  } catch {
    // A device that keeps nothing asks again.
  }
}
