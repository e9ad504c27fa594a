'use strict';
/*
 * Keeps 10,000 devices of 200 companies as configurations with the npm client connectwise-rest, in a plain loop as one
 * writes it for this: each device is looked for at its company by its device identifier; if it is not there it is made, and
 * if a field differs it is changed. One round for each line of standard input (first, again, changed), each answered with
 * a line of JSON: devices done, made, changed, wall milliseconds, milliseconds of CPU of this process; or what it failed with.
 *
 *   node configurations.js --site http://127.0.0.1:PORT --codebase v2026_1 --company ID --public-key KEY
 *                          --private-key KEY --client-id ID
 */
const readline = require('node:readline');
const { parseArgs } = require('node:util');
const { ManageAPI } = require('connectwise-rest');

const COMPANIES = 200;
const DEVICES = 10_000;
const CHANGED = 100;

const text = { type: 'string' };
const { values } = parseArgs({
  options: { site: text, codebase: text, company: text, 'public-key': text, 'private-key': text, 'client-id': text },
});

const client = new ManageAPI({
  companyId: values.company,
  companyUrl: new URL(values.site).host,
  publicKey: values['public-key'],
  privateKey: values['private-key'],
  clientId: values['client-id'],
  entryPoint: values.codebase,
  retry: false,
  logger: () => {},
});
const companyApi = client.CompanyAPI;
// It knows https only; both clients talk to the simulator in plain text.
companyApi.instance.defaults.baseURL = companyApi.instance.defaults.baseURL.replace(/^https:/, 'http:');

function device(number, round) {
  const digits = String(number).padStart(6, '0');
  const system = round === 'changed' && number < CHANGED ? 'Windows 11 24H2' : 'Windows 11 23H2';
  return {
    name: `PC-${digits}`,
    deviceIdentifier: `agent-${digits}`,
    serialNumber: `SN${digits}`,
    osType: system,
    ipAddress: `10.${Math.floor(number / 65_536)}.${Math.floor(number / 256) % 256}.${number % 256}`,
  };
}

async function round(kind) {
  const companies = (await companyApi.getCompanyCompanies({ orderBy: 'id', pageSize: 1000, fields: 'id' }))
    .slice(0, COMPANIES)
    .map((company) => company.id);
  const types = await companyApi.getCompanyConfigurationsTypes({ conditions: 'name="Managed Workstation"' });
  let made = 0;
  let changed = 0;
  for (let number = 0; number < DEVICES; number += 1) {
    const company = companies[Math.floor(number / (DEVICES / COMPANIES))];
    const wanted = device(number, kind);
    const [found] = await companyApi.getCompanyConfigurations(undefined, {
      conditions: `company/id=${company} and deviceIdentifier="${wanted.deviceIdentifier}"`,
      fields: 'id,name,deviceIdentifier,serialNumber,osType,ipAddress',
    });
    if (found === undefined) {
      await companyApi.postCompanyConfigurations({
        ...wanted,
        type: { id: types[0].id },
        company: { id: company },
      });
      made += 1;
    } else {
      const edits = Object.keys(wanted)
        .filter((field) => found[field] !== wanted[field])
        .map((field) => ({ op: 'replace', path: field, value: wanted[field] }));
      if (edits.length > 0) {
        await companyApi.patchCompanyConfigurationsById(found.id, edits);
        changed += 1;
      }
    }
  }
  return { made, changed };
}

async function measured(kind) {
  const cpu = process.cpuUsage();
  const begun = process.hrtime.bigint();
  let result;
  try {
    result = await round(kind);
  } catch (failure) {
    result = { made: 0, changed: 0, error: failure.code ? `${failure.code}: ${failure.message}` : String(failure.message) };
  }
  const wallMillis = Number(process.hrtime.bigint() - begun) / 1e6;
  const used = process.cpuUsage(cpu);
  return { ...result, wallMillis, cpuMillis: (used.user + used.system) / 1e3 };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim()) {
      console.log(JSON.stringify(await measured(line.trim())));
    }
  }
})();
