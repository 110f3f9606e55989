// @slack/web-api, which sends forms only, with nested values as JSON text.
import { createRequire } from 'node:module';
const { WebClient } = createRequire(import.meta.url)('@slack/web-api');

const client = new WebClient(process.env.SLACK_TOKEN, { slackApiUrl: process.env.SLACK_API_URL });
const expect = (right, what) => {
  console.log((right ? 'ok   ' : 'FAIL ') + what);
  if (!right) process.exit(1);
};
const errorOf = (call) => call.then(() => 'none', (e) => e.data?.error);
const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x' } }];

const me = await client.auth.test();
expect(me.response_metadata.scopes.includes('chat:write'), 'auth.test hands on the scopes');
const channels = [];
for await (const page of client.paginate('conversations.list', { limit: 1 })) channels.push(...page.channels);
expect(channels.length === 2, 'conversations.list follows the cursor');
const channel = channels[0].id;
const metadata = { event_type: 'card', event_payload: { id: '7' } };
const posted = await client.chat.postMessage({ channel, text: 'x', blocks, metadata });
await client.chat.update({ channel, ts: posted.ts, text: 'y', blocks });
const history = await client.conversations.history({ channel, include_all_metadata: true });
expect(history.messages.length === 1 && history.messages[0].metadata.event_payload.id === '7', 'an update keeps the message and its metadata');
expect((await errorOf(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }))) === 'channel_not_found', 'errors come with HTTP 200');
expect((await errorOf(client.views.open({ trigger_id: '1', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks } }))) === 'invalid_trigger_id', 'invalid_trigger_id');
console.log('@slack/web-api is content');
