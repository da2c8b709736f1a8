// The EMR of a family practice: registers a patient, subscribes to its inbox, and answers the care plan that comes. It says on
// its output what it has done, one line each; any failure ends it with status 1.
//
//   node emr.mjs <FHIR base> <token endpoint> <PractitionerRole of the physician>
import { createServer } from 'node:http';
import { Client } from 'fhir-kit-client';

const [base, tokenEndpoint, physician] = process.argv.slice(2);
const run = `${Date.now()}-${process.pid}`;
const bearer = await token();
const fhir = new Client({ baseUrl: base, bearerToken: bearer });
let requests = 0;

const messages = [];
let wake = () => {};
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', chunk => (body += chunk));
  request.on('end', () => {
    messages.push(JSON.parse(body));
    response.writeHead(204).end();
    wake();
  });
});
await new Promise(ready => receiver.listen(0, '127.0.0.1', ready));

try {
  await walk();
  process.exit(0);
} catch (error) {
  console.log('failed', error.message, JSON.stringify(error.response?.data ?? {}));
  process.exit(1);
}

async function walk() {
  const patient = await fhir.create({
    resourceType: 'Patient',
    body: { resourceType: 'Patient', name: [{ text: 'Made Up' }], generalPractitioner: [{ reference: physician }] },
  });
  say('registered', `Patient/${patient.id}`);
  await subscribe('care-plan-task', `Task?owner=${physician}`);
  say('subscribed');

  const review = await next('Task', task => task.status === 'requested' && task.for.reference === `Patient/${patient.id}`);
  const plan = review.focus.reference.split('/')[1];
  await act(plan, 'acknowledge', { task: ref(review) });
  say('acknowledged', `CarePlan/${plan}`);

  await subscribe('care-plan-changed', `CarePlan?patient=Patient/${patient.id}`);
  const read = await fhir.read({ resourceType: 'CarePlan', id: plan });
  const activities = read.activity.map(each => each.reference.reference);
  const physio = activities.find(each => each.startsWith('ServiceRequest/'));
  const taper = activities.find(each => each.startsWith('MedicationRequest/'));
  await act(plan, 'respond', {
    task: ref(review),
    decision: { valueCode: 'accept-some' },
    activity: [
      { part: [named('reference', { valueReference: { reference: physio } }), named('decision', { valueCode: 'accept' })] },
      {
        part: [
          named('reference', { valueReference: { reference: taper } }),
          named('decision', { valueCode: 'decline' }),
          named('note', { valueString: 'After the holidays, please' }),
        ],
      },
    ],
  }, read.meta.versionId);
  const agreed = await next('CarePlan', each => each.id === plan && each.status === 'active');
  say('answered', `CarePlan/${plan}`);

  const request = await fhir.read({ resourceType: 'ServiceRequest', id: physio.split('/')[1] });
  const proposed = await act(plan, 'propose-change', {
    baseVersion: { valuePositiveInt: Number(agreed.meta.versionId) },
    change: {
      part: [
        named('action', { valueCode: 'replace' }),
        named('target', { valueReference: { reference: physio } }),
        { name: 'resource', resource: { ...request, locationCode: [{ text: 'The clinic next door' }] } },
      ],
    },
  });
  say('proposed', proposed.parameter.find(each => each.name === 'task').valueReference.reference);

  await next('CarePlan', each => each.id === plan && Number(each.meta.versionId) > Number(agreed.meta.versionId));
  const merged = await fhir.read({ resourceType: 'ServiceRequest', id: request.id });
  if (merged.locationCode?.[0]?.text !== 'The clinic next door') {
    throw new Error('The change has not landed');
  }
  say('merged', `ServiceRequest/${request.id}`);

  await act(plan, 'update-progress', { activity: to(physio), status: { valueCode: 'in-progress' } });
  await act(plan, 'update-progress', {
    activity: to(physio),
    status: { valueCode: 'completed' },
    outcome: {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'Minutes of walking' },
        subject: { reference: `Patient/${patient.id}` },
        valueInteger: 40,
      },
    },
  });
  say('done', physio);

  await next('CarePlan', each => each.id === plan && each.status === 'completed');
  const printed = await fetch(`${base}/CarePlan/${plan}/$render?format=pdf`, {
    headers: { Authorization: `Bearer ${bearer}`, Accept: 'application/fhir+json' },
  });
  if (printed.status !== 200) {
    throw new Error(`No document: ${printed.status} ${await printed.text()}`);
  }
  const binary = await printed.json();
  const file = Buffer.from(binary.data, 'base64');
  say('filed', binary.contentType, file.subarray(0, 5).toString('latin1'), file.length);
}

function say(...words) {
  console.log(words.join(' '));
}

async function token() {
  const answer = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from('emr:demo-emr').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return (await answer.json()).access_token;
}

async function subscribe(topic, filter) {
  const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-';
  const subscription = await fhir.create({
    resourceType: 'Subscription',
    body: {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'Inbox of a practice',
      criteria: `https://painbridge.example/fhir/SubscriptionTopic/${topic}`,
      _criteria: { extension: [{ url: `${backport}filter-criteria`, valueString: filter }] },
      channel: {
        type: 'rest-hook',
        endpoint: `http://127.0.0.1:${receiver.address().port}/inbox`,
        payload: 'application/fhir+json',
        _payload: { extension: [{ url: `${backport}payload-content`, valueCode: 'id-only' }] },
      },
    },
  });
  await message(each => value(each, 'subscription')?.endsWith(`Subscription/${subscription.id}`) && value(each, 'type') === 'handshake');
}

/** The first of the resources that messages tell of, old or yet to come, that is the one. */
async function next(type, isIt) {
  for (let seen = 0; ; seen++) {
    const told = await message(() => true, seen);
    for (const part of status(told).filter(each => each.name === 'notification-event')) {
      const focus = part.part.find(each => each.name === 'focus')?.valueReference.reference.split('/').slice(-2);
      if (focus?.[0] === type) {
        const resource = await fhir.read({ resourceType: type, id: focus[1] });
        if (isIt(resource)) {
          return resource;
        }
      }
    }
  }
}

/** Waits for a message that is the one, from the first to look at. */
async function message(isIt, from = 0) {
  for (let i = from; ; i++) {
    while (i >= messages.length) {
      await new Promise((arrived, late) => {
        const timer = setTimeout(() => late(new Error('Nothing came for a minute')), 60_000);
        wake = () => {
          clearTimeout(timer);
          arrived();
        };
      });
    }
    if (isIt(messages[i])) {
      return messages[i];
    }
  }
}

function status(bundle) {
  return bundle.entry[0].resource.parameter;
}

function value(bundle, name) {
  const parameter = status(bundle).find(each => each.name === name) ?? {};
  return parameter.valueReference?.reference ?? parameter.valueCode;
}

/** Calls an operation on the plan. */
async function act(plan, name, parameters, version) {
  const parameter = [
    named('author', { valueReference: { reference: physician } }),
    named('identifier', { valueIdentifier: { system: 'urn:made-up:requests', value: `${run}-${++requests}` } }),
  ];
  for (const [key, given] of Object.entries(parameters)) {
    for (const each of Array.isArray(given) ? given : [given]) {
      parameter.push({ name: key, ...each });
    }
  }
  return fhir.operation({
    name,
    resourceType: 'CarePlan',
    id: plan,
    input: { resourceType: 'Parameters', parameter },
    options: version ? { headers: { 'If-Match': `W/"${version}"` } } : {},
  });
}

function ref(resource) {
  return to(`${resource.resourceType}/${resource.id}`);
}

function to(reference) {
  return { valueReference: { reference } };
}

function named(name, given) {
  return { name, ...given };
}
