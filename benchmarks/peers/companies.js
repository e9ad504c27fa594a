'use strict';
/*
 * Reads all companies with the npm client connectwise-rest, by its own documented helper for all pages, once for each
 * line of standard input, and answers each with a line of JSON: rows, wall milliseconds, and milliseconds of CPU that
 * this process (its collector and compiler threads too) used meanwhile; or what the read failed with.
 *
 *   node companies.js --site http://127.0.0.1:PORT --codebase v2026_1 --company ID --public-key KEY --private-key KEY
 *                     --client-id ID [--retry true]
 */
const readline = require('node:readline');
const { parseArgs } = require('node:util');
const { ManageAPI } = require('connectwise-rest');

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    site: text,
    codebase: text,
    company: text,
    'public-key': text,
    'private-key': text,
    'client-id': text,
    retry: text,
  },
});

const client = new ManageAPI({
  companyId: values.company,
  companyUrl: new URL(values.site).host,
  publicKey: values['public-key'],
  privateKey: values['private-key'],
  clientId: values['client-id'],
  entryPoint: values.codebase,
  retry: values.retry === 'true',
  logger: () => {},
});
// It knows https only; both clients read from the simulator in plain text.
client.instance.defaults.baseURL = client.instance.defaults.baseURL.replace(/^https:/, 'http:');

async function read() {
  const cpu = process.cpuUsage();
  const begun = process.hrtime.bigint();
  let rows = 0;
  let error;
  try {
    const all = await client.paginate(client.CompanyAPI.getCompanyCompanies, { pageSize: 1000 }, {});
    rows = new Set(all.map((company) => company.id)).size;
  } catch (failure) {
    error = failure.code ? `${failure.code}: ${failure.message}` : String(failure.message);
  }
  const wallMillis = Number(process.hrtime.bigint() - begun) / 1e6;
  const used = process.cpuUsage(cpu);
  return { rows, wallMillis, cpuMillis: (used.user + used.system) / 1e3, error };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim()) {
      console.log(JSON.stringify(await read()));
    }
  }
})();
