// Drives a Jira of the Cloud, version 3, with jira.js.
import { Version3Client } from 'jira.js';

const host = process.argv[2];
const email = 'bot@example.com';
const c = new Version3Client({ host, authentication: { basic: { email, apiToken: 'jira-sim-token' } } });
const adf = (text) => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const must = (right, what) => { if (!right) throw Error(what); };

must((await c.serverInfo.getServerInfo()).deploymentType === 'Cloud', 'deploymentType');
const { key } = await c.issues.createIssue({
  fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: 's', description: adf('d') },
  properties: [{ key: 'countersign.link', value: { incidentId: 'i1' } }],
});
await c.issues.editIssue({ issueIdOrKey: key, fields: { summary: 'n' } });
const offered = (await c.issues.getTransitions({ issueIdOrKey: key })).transitions[0];
must(typeof offered.id === 'string', 'a transition id is a string');
await c.issues.doTransition({ issueIdOrKey: key, transition: { id: offered.id } });
await c.issueComments.addComment({ issueIdOrKey: key, comment: adf('hello') });
const issue = await c.issues.getIssue({ issueIdOrKey: key });
must(issue.fields.summary === 'n' && issue.fields.description.type === 'doc', 'the issue');
must(issue.fields.comment.comments[0].body.type === 'doc', 'a comment is a document');
const property = await c.issueProperties.getIssueProperty({ issueIdOrKey: key, propertyKey: 'countersign.link' });
must(property.value.incidentId === 'i1', 'the property');
for (let i = 0; i < 9; i++) {
  await c.issues.createIssue({ fields: { project: { key: 'DEV' }, issuetype: { name: 'Task' }, summary: `s${i}` } });
}
let token;
let count = 0;
do {
  const page = await c.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
    jql: 'project=DEV', maxResults: 3, fields: ['status'], nextPageToken: token,
  });
  must(page.isLast !== undefined && (page.isLast || page.nextPageToken), 'paging');
  count += page.issues.length;
  token = page.nextPageToken;
} while (token);
must(count === 10, `found ${count}`);
console.log('jira.js: content with the Cloud');
