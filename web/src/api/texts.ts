import { defineTexts } from '@/lib/texts';

export const texts = defineTexts(
  {
    offlineTitle: 'サーバーにつながりません',
    offlineDetail: '電波の届く場所で、もう一度お試しください。入力した内容は残っています。',
    unexpectedTitle: 'サーバーから正しい応答がありませんでした',
    unexpectedDetail: '少し待ってから、もう一度お試しください。続くときは管理者に連絡してください。',
    failureTitle: '画面を表示できませんでした',
    failureDetail: '再読み込みしても直らないときは、管理者に連絡してください。',
  },
  {
    offlineTitle: 'The server cannot be reached',
    offlineDetail: 'Try again where you have a signal. What you typed is kept.',
    unexpectedTitle: 'The server gave no proper answer',
    unexpectedDetail: 'Wait a moment and try again. If it goes on, tell the administrator.',
    failureTitle: 'This page could not be shown',
    failureDetail: 'If reloading does not help, tell the administrator.',
  },
);
