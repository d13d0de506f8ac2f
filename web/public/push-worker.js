// Shows what is pushed to this browser while no page of ours is open, and opens it. Nothing else: no page is kept here.
self.addEventListener('push', (event) => {
  const { title, body, url, tag, urgent } = event.data.json();
  const shown = { body, tag, lang: 'ja', icon: '/icon-192.png', requireInteraction: urgent === true, data: { url } };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data;
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((pages) => {
      const open = pages.find((page) => 'navigate' in page);
      return open ? open.focus().then((page) => page.navigate(url)) : self.clients.openWindow(url);
    }),
  );
});
