/** Push messages on this device: what the browser can do, and asking it. */
import { answer, api } from '@/api/client';

const WORKER = '/push-worker.js';

export const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const base64url = (buffer: ArrayBuffer | null) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function bytes(key: string): Uint8Array<ArrayBuffer> {
  const plain = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/** A name by which its owner knows the device again. */
export function deviceName(agent: string = navigator.userAgent): string {
  const system = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'Linux'].find((name) => agent.includes(name));
  const browser = (
    [
      ['Edg', 'Edge'],
      ['Firefox', 'Firefox'],
      ['Chrome', 'Chrome'],
      ['Safari', 'Safari'],
    ] as const
  ).find(([mark]) => agent.includes(mark));
  return [system === 'Macintosh' ? 'Mac' : system, browser?.[1]].filter(Boolean).join(' / ') || 'Web';
}

/** Asks the person and the browser, and tells the server; 'denied' when either does not want to. */
export async function addThisDevice(pushKey: string): Promise<'added' | 'denied'> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(pushKey) };
  const subscription = await registration.pushManager.subscribe(options).catch(() => null);
  if (subscription === null) return 'denied';
  const body = {
    endpoint: subscription.endpoint,
    key: base64url(subscription.getKey('p256dh')),
    auth: base64url(subscription.getKey('auth')),
    name: deviceName(),
  };
  await answer(api.POST('/api/v1/notice-wishes/devices', { body }));
  return 'added';
}
