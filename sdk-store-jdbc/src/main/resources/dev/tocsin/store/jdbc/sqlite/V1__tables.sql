-- Times are nanoseconds since 1970-01-01T00:00:00Z. Numbers for severities, outcomes and member states: see Codes.java.

-- One row per delivery. The key begins with the source's time, so new rows come at the end.
CREATE TABLE event (
  key BLOB NOT NULL PRIMARY KEY,
  msp TEXT NOT NULL,
  outcome INTEGER NOT NULL,
  incident_id INTEGER,
  fingerprint BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- 3 is PARKED: what waits is replayed, and is few among many.
CREATE INDEX event_parked ON event (msp, key) WHERE outcome = 3;

-- How many events of an MSP came to each outcome, kept along with them since counting them reads them all.
CREATE TABLE event_count (
  msp TEXT NOT NULL,
  outcome INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (msp, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  rule_revision INTEGER NOT NULL,
  connection_id TEXT NOT NULL,
  group_key TEXT NOT NULL,
  category TEXT NOT NULL,
  group_by TEXT NOT NULL,
  dimensions TEXT NOT NULL,
  moments INTEGER NOT NULL,
  state TEXT NOT NULL,
  severity INTEGER NOT NULL,
  members INTEGER NOT NULL,
  active INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  wait_until INTEGER,
  note_due_at INTEGER,
  last_note_at INTEGER,
  ticket_id TEXT,
  previous_ticket_id TEXT,
  link TEXT NOT NULL,
  priority TEXT,
  priority_severity INTEGER,
  psa_company TEXT,
  attach_to TEXT,
  reopens INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  question TEXT,
  storm INTEGER NOT NULL,
  lane INTEGER NOT NULL,
  queued_at INTEGER,
  storm_id INTEGER,
  stopped INTEGER NOT NULL,
  notes_at TEXT,
  notes_from INTEGER,
  reason TEXT NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  live INTEGER NOT NULL,
  takes_place INTEGER NOT NULL,
  due_at INTEGER
) STRICT;
CREATE UNIQUE INDEX incident_live_group ON incident (group_key) WHERE live = 1;
-- What is live is few among all that ever was; its rows come at the end and leave once, whatever their state is meanwhile.
CREATE INDEX incident_live ON incident (msp, id) WHERE live = 1;
CREATE INDEX incident_group ON incident (group_key, id);
CREATE INDEX incident_due ON incident (msp, due_at, id) WHERE due_at IS NOT NULL;
-- The same by lane and company, which take turns when more is due than fits into a slice.
CREATE INDEX incident_turn ON incident (msp, lane, company_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX incident_queued ON incident (msp, lane, company_id) WHERE state = 'PENDING' AND queued_at IS NOT NULL;
CREATE INDEX incident_place ON incident (msp, company_id, rule_id, lane) WHERE takes_place = 1;
CREATE INDEX incident_absorbed ON incident (msp, company_id, rule_id, lane, id) WHERE state = 'ABSORBED';
CREATE INDEX incident_notes ON incident (msp, notes_from) WHERE notes_from IS NOT NULL;
CREATE INDEX incident_stopped ON incident (msp) WHERE stopped = 1;
CREATE INDEX incident_ticket ON incident (connection_id, ticket_id) WHERE live = 1 AND ticket_id IS NOT NULL;

CREATE TABLE member (
  id INTEGER PRIMARY KEY,
  fingerprint BLOB NOT NULL,
  incident_id INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  state INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  events INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_sequence INTEGER,
  acknowledged INTEGER NOT NULL,
  told INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  payload INTEGER NOT NULL,
  quiet_until INTEGER,
  title TEXT NOT NULL,
  asset TEXT,
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  category INTEGER NOT NULL,
  event_type TEXT NOT NULL,
  product TEXT,
  user_object TEXT,
  user_name TEXT,
  may_mute INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX member_current ON member (fingerprint) WHERE is_current = 1;
CREATE INDEX member_incident ON member (incident_id);
-- 0 is ACTIVE and 2 is ANSWERED: what may keep others from acting. An MSP without inhibitions has no rows here, since they
-- would cost a sixth of the time of taking events in.
CREATE INDEX member_parent ON member (company_id, event_type, asset)
  WHERE may_mute = 1 AND is_current = 1 AND state IN (0, 2);

-- Subjects that were raised and may not act yet.
CREATE TABLE held (
  fingerprint BLOB NOT NULL PRIMARY KEY,
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  category INTEGER NOT NULL,
  event_type TEXT NOT NULL,
  severity INTEGER NOT NULL,
  asset TEXT,
  product TEXT,
  user_object TEXT,
  user_name TEXT,
  moment INTEGER NOT NULL,
  group_key TEXT,
  incident_id INTEGER,
  event BLOB NOT NULL,
  title TEXT NOT NULL,
  events INTEGER NOT NULL,
  since INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  last_sequence INTEGER,
  due_at INTEGER,
  parent BLOB,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX held_due ON held (msp, due_at, last_at, last_sequence) WHERE due_at IS NOT NULL;
CREATE INDEX held_msp ON held (msp, fingerprint);
CREATE INDEX held_child ON held (parent) WHERE parent IS NOT NULL;
CREATE INDEX held_parent ON held (company_id, event_type, asset) WHERE moment = 0;

-- The budgets of creates; the company of an MSP's own is empty, and that row knows whose turn was last.
CREATE TABLE create_budget (
  msp TEXT NOT NULL,
  lane INTEGER NOT NULL,
  company_id TEXT NOT NULL,
  level INTEGER NOT NULL,
  at INTEGER NOT NULL,
  last_served TEXT NOT NULL,
  PRIMARY KEY (msp, lane, company_id)
) STRICT, WITHOUT ROWID;

-- What lasts now; a storm that is over has no row.
CREATE TABLE storm (
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  incident_id INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  groups INTEGER NOT NULL,
  events INTEGER NOT NULL,
  held_top INTEGER NOT NULL,
  held_normal INTEGER NOT NULL,
  promoted INTEGER NOT NULL,
  worst INTEGER NOT NULL,
  assets TEXT NOT NULL,
  rate_minute INTEGER NOT NULL,
  rate_previous INTEGER NOT NULL,
  rate_current INTEGER NOT NULL,
  calm_from INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (msp, company_id, rule_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX storm_due ON storm (msp, due_at);

CREATE TABLE kill_switch (
  msp TEXT NOT NULL,
  level TEXT NOT NULL,
  id TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  turned_by TEXT NOT NULL,
  turned_at INTEGER NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (msp, level, id)
) STRICT, WITHOUT ROWID;

-- Resolves that came before what they resolve.
CREATE TABLE tombstone (
  fingerprint BLOB NOT NULL PRIMARY KEY,
  resolved_at INTEGER NOT NULL,
  sequence INTEGER,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_until ON tombstone (until);

-- Which configuration of a PSA stands for which asset.
CREATE TABLE asset_link (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  asset TEXT NOT NULL,
  configuration_id TEXT NOT NULL,
  PRIMARY KEY (msp, connection_id, company_id, asset)
) STRICT, WITHOUT ROWID;

-- The assets of fleets. Rows keep the order in which their assets first came, in which sources give them again: a run that
-- sees them all writes each page once, however their keys are ordered. The run itself is in no index, since that would be
-- written anew with every row; what a run did not see is found by walking the fleet once.
CREATE TABLE fleet_link (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  read_again INTEGER NOT NULL,
  create_sent_at INTEGER,
  configuration_id TEXT,
  hash TEXT,
  psa_company TEXT,
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  source TEXT NOT NULL,
  company_id TEXT NOT NULL,
  asset_id TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX fleet_link_asset ON fleet_link (msp, connection_id, source, company_id, asset_id);
CREATE UNIQUE INDEX fleet_link_configuration ON fleet_link (msp, connection_id, configuration_id)
  WHERE configuration_id IS NOT NULL;
CREATE INDEX fleet_link_undecided ON fleet_link (msp, connection_id, source, company_id, asset_id)
  WHERE create_sent_at IS NOT NULL;

-- The last run of each kind and source on each connection. One of them at most has a lease that lasts.
CREATE TABLE sync_run (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  cancelled INTEGER NOT NULL,
  after TEXT,
  total INTEGER,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  ambiguous INTEGER NOT NULL,
  invalid INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  guarded INTEGER NOT NULL,
  records INTEGER NOT NULL,
  ending TEXT,
  message TEXT,
  ended_at INTEGER,
  read_until INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (msp, connection_id, entity, source)
) STRICT, WITHOUT ROWID;

-- The plans of recurring runs and how they last went.
CREATE TABLE recurring_sync (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  entities TEXT NOT NULL,
  schedule TEXT NOT NULL,
  last_success INTEGER,
  last_failure INTEGER,
  failure TEXT,
  PRIMARY KEY (msp, connection_id)
) STRICT, WITHOUT ROWID;

-- When they run next, and which run now. The columns are db-scheduler's, which keeps milliseconds.
CREATE TABLE recurring_run (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data BLOB,
  execution_time INTEGER NOT NULL,
  picked INTEGER NOT NULL,
  picked_by TEXT,
  last_success INTEGER,
  last_failure INTEGER,
  consecutive_failures INTEGER,
  last_heartbeat INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (task_name, task_instance)
) STRICT, WITHOUT ROWID;
CREATE INDEX recurring_run_time ON recurring_run (execution_time);
CREATE INDEX recurring_run_heartbeat ON recurring_run (last_heartbeat);

CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  incident_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX history_incident ON history (incident_id);
CREATE TRIGGER history_unchanged BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is only ever appended to');
END;

-- What was decided for an MSP. AUTOINCREMENT: a number is never given twice, even if retention removes the last.
CREATE TABLE trail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  msp TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX trail_msp ON trail (msp, id);
CREATE TRIGGER trail_unchanged BEFORE UPDATE ON trail
BEGIN
  SELECT RAISE(ABORT, 'the trail is only ever appended to');
END;

CREATE TABLE intent (
  id INTEGER PRIMARY KEY,
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  incident_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  open INTEGER NOT NULL,
  planned_at INTEGER NOT NULL,
  due_at INTEGER,
  owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  sent_at INTEGER,
  lookups INTEGER NOT NULL,
  ever_unknown INTEGER NOT NULL,
  carried_by TEXT,
  result_id TEXT,
  last_error TEXT,
  ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX intent_reference ON intent (reference) WHERE reference IS NOT NULL;
CREATE UNIQUE INDEX intent_open_create ON intent (incident_id) WHERE open = 1 AND kind = 'create';
CREATE INDEX intent_incident ON intent (incident_id, id);
CREATE INDEX intent_state ON intent (msp, state, id);
CREATE INDEX intent_due ON intent (msp, connection_id, due_at, id) WHERE due_at IS NOT NULL AND lease_until IS NULL;
CREATE INDEX intent_held ON intent (msp, connection_id, lease_until) WHERE due_at IS NOT NULL AND lease_until IS NOT NULL;

-- How people are told of incidents.
CREATE TABLE escalation (
  incident_id INTEGER PRIMARY KEY,
  msp TEXT NOT NULL,
  code TEXT,
  phase TEXT NOT NULL,
  over INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  policy_id TEXT,
  step INTEGER NOT NULL,
  due_at INTEGER,
  acknowledgement TEXT,
  unwritten TEXT NOT NULL,
  closing_wish TEXT,
  seen_state TEXT,
  seen_rises INTEGER NOT NULL,
  seen_reopens INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  step_at INTEGER,
  ended_at INTEGER,
  reason TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX escalation_code ON escalation (msp, code) WHERE code IS NOT NULL AND over = 0;
CREATE INDEX escalation_named ON escalation (msp, code, ended_at, incident_id) WHERE code IS NOT NULL;
CREATE INDEX escalation_due ON escalation (msp, due_at, incident_id) WHERE due_at IS NOT NULL;

-- The messages to people, what is long at the end. The person is one of the MSP. told_at is when the person may have been told of the
-- incident by it.
CREATE TABLE notification (
  id INTEGER PRIMARY KEY,
  msp TEXT NOT NULL,
  key TEXT NOT NULL,
  purpose TEXT NOT NULL,
  incident_id INTEGER,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  fallback INTEGER NOT NULL,
  person_kind TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT,
  state TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  due_at INTEGER,
  expires_at INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  lookups INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  sent_at INTEGER,
  earlier_at INTEGER,
  not_sent_since INTEGER,
  told_at INTEGER,
  bundle_id INTEGER,
  needless INTEGER NOT NULL,
  ended_at INTEGER,
  channel_id TEXT,
  provider_id TEXT,
  status TEXT,
  proof_id TEXT,
  person_name TEXT NOT NULL,
  address TEXT,
  reason TEXT,
  subject TEXT,
  text TEXT,
  html TEXT
) STRICT;
CREATE UNIQUE INDEX notification_key ON notification (msp, key);
CREATE INDEX notification_incident ON notification (incident_id, id) WHERE incident_id IS NOT NULL;
CREATE INDEX notification_address ON notification (incident_id, address, kind, epoch, step, id)
  WHERE incident_id IS NOT NULL AND address IS NOT NULL;
CREATE INDEX notification_bundle ON notification (bundle_id, id) WHERE bundle_id IS NOT NULL;
CREATE INDEX notification_provider ON notification (msp, channel_id, provider_id, id) WHERE provider_id IS NOT NULL;
CREATE INDEX notification_due ON notification (msp, kind, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX notification_urgent ON notification (msp, kind, severity, due_at, id)
  WHERE due_at IS NOT NULL AND state <> 'SENT';
CREATE INDEX notification_to_ask_for ON notification (msp, kind, due_at, id)
  WHERE due_at IS NOT NULL AND state = 'SENT';
CREATE INDEX notification_planned ON notification (msp, person_kind, person_id, kind, id) WHERE state = 'PLANNED';
CREATE INDEX notification_waiting ON notification (incident_id, person_id, kind, person_kind, id)
  WHERE state = 'PLANNED' AND incident_id IS NOT NULL;
CREATE INDEX notification_sent ON notification (msp, person_kind, person_id, sent_at)
  WHERE sent_at IS NOT NULL AND bundle_id IS NULL;
CREATE INDEX notification_told ON notification (msp, person_kind, person_id, incident_id, told_at)
  WHERE told_at IS NOT NULL;

-- The last numbers that were handed out; kept apart from the rows, which retention may remove.
CREATE TABLE sequence (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequence VALUES ('incident', 0), ('intent', 0), ('notification', 0);

CREATE TABLE configuration (
  msp TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
  msp TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_mapping (
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  psa_company TEXT NOT NULL,
  site TEXT,
  create_tickets INTEGER NOT NULL,
  rule_ids TEXT NOT NULL,
  sync_configurations INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, company_id)
) STRICT, WITHOUT ROWID;

-- What is known of mappings beside them, also of companies that have none any more.
CREATE TABLE mapping_standing (
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  psa_id TEXT,
  psa_name TEXT,
  suspended TEXT,
  unmapped_by_hand INTEGER NOT NULL,
  PRIMARY KEY (msp, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_link (
  msp TEXT NOT NULL,
  source TEXT NOT NULL,
  source_company_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, source, source_company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_set (
  msp TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, name)
) STRICT, WITHOUT ROWID;

-- Every revision stays, also of a rule that was removed: open tickets keep the one that they were made with.
CREATE TABLE integration_rule (
  msp TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  origin TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (msp, id, revision)
) STRICT, WITHOUT ROWID;

-- Silences, maintenance windows and inhibitions; until is the end of a silence.
CREATE TABLE suppression (
  msp TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  until INTEGER,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, kind, id)
) STRICT, WITHOUT ROWID;

-- What says who is told of incidents: policies, routes, schedules, overrides and quiet hours.
CREATE TABLE escalation_piece (
  msp TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  revision INTEGER NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (msp, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE psa_connection (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  proven TEXT,
  proven_at INTEGER,
  rejected INTEGER NOT NULL,
  probe_intent INTEGER,
  paused_until INTEGER,
  paused_reason TEXT,
  polled_until INTEGER,
  next_poll_at INTEGER,
  top_priority TEXT,
  psa_version TEXT,
  version INTEGER NOT NULL,
  PRIMARY KEY (msp, connection_id)
) STRICT, WITHOUT ROWID;

-- The technicians; what is a list of theirs is in the body.
CREATE TABLE technician (
  msp TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  connection_id TEXT,
  user_id TEXT,
  account_state TEXT NOT NULL,
  status TEXT NOT NULL,
  status_origin TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (msp, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX technician_account ON technician (msp, connection_id, user_id) WHERE connection_id IS NOT NULL;

-- Their usernames, in the form in which two are the same.
CREATE TABLE technician_username (
  msp TEXT NOT NULL,
  username TEXT NOT NULL,
  technician_id TEXT NOT NULL,
  PRIMARY KEY (msp, username)
) STRICT, WITHOUT ROWID;
CREATE INDEX technician_username_whose ON technician_username (msp, technician_id);

-- The users of customers. The keys are the forms in which two ids and two principal names are the same.
CREATE TABLE company_user (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  object_key TEXT NOT NULL,
  name_key TEXT,
  principal_name TEXT,
  mail TEXT,
  name TEXT NOT NULL,
  phones TEXT NOT NULL,
  account_state TEXT NOT NULL,
  known_since INTEGER NOT NULL,
  PRIMARY KEY (msp, connection_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_user_object ON company_user (msp, company_id, object_key);
CREATE INDEX company_user_name ON company_user (msp, company_id, name_key) WHERE name_key IS NOT NULL;

-- The ledger of consent with what proves it. A row once written stays: triggers refuse to change or remove it, and pass by one
-- that is written again, since a REPLACE would else remove the first without asking any trigger.
CREATE TABLE consent_entry (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  programme TEXT NOT NULL,
  phone TEXT NOT NULL,
  person_msp TEXT,
  person_kind TEXT,
  person_id TEXT,
  person_name TEXT,
  action TEXT NOT NULL,
  uses TEXT NOT NULL,
  method TEXT NOT NULL,
  text_hash TEXT,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_ip TEXT,
  at INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  -- A trigger sees -1 for a number that is not given yet, so a row of that number would pass every later one by.
  CHECK (number > 0)
) STRICT;
-- An index ends with the row's number: both give their rows in the order in which they were appended.
CREATE INDEX consent_entry_phone ON consent_entry (programme, phone);
CREATE INDEX consent_entry_programme ON consent_entry (programme);
CREATE INDEX consent_entry_person ON consent_entry (person_msp, person_kind, person_id, programme)
  WHERE person_id IS NOT NULL;
-- What a person shall read, and what was read of it.
CREATE INDEX consent_entry_review ON consent_entry (programme) WHERE action = 'REVIEW';
CREATE INDEX consent_entry_reviewed ON consent_entry (programme, json_extract(evidence, '$.evidence.reviewOf'))
  WHERE action = 'REVIEWED';
CREATE TRIGGER consent_entry_once BEFORE INSERT ON consent_entry
WHEN EXISTS (SELECT 1 FROM consent_entry WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM consent_entry WHERE number = NEW.number)
BEGIN
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER consent_entry_unchanged BEFORE UPDATE ON consent_entry
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;
CREATE TRIGGER consent_entry_kept BEFORE DELETE ON consent_entry
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;

CREATE TABLE consent_acceptance (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  msp TEXT NOT NULL,
  id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  policy TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  administrator TEXT NOT NULL,
  came_from TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (msp, id),
  CHECK (number > 0)
) STRICT;
CREATE INDEX consent_acceptance_company ON consent_acceptance (msp, company_id);
CREATE TRIGGER consent_acceptance_once BEFORE INSERT ON consent_acceptance
WHEN EXISTS (SELECT 1 FROM consent_acceptance WHERE msp = NEW.msp AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM consent_acceptance WHERE number = NEW.number)
BEGIN
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER consent_acceptance_unchanged BEFORE UPDATE ON consent_acceptance
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;
CREATE TRIGGER consent_acceptance_kept BEFORE DELETE ON consent_acceptance
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;

-- What was taken back of that.
CREATE TABLE consent_withdrawal (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  msp TEXT NOT NULL,
  acceptance_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  actor_ip TEXT,
  at INTEGER NOT NULL,
  UNIQUE (msp, acceptance_id),
  CHECK (number > 0)
) STRICT;
CREATE INDEX consent_withdrawal_company ON consent_withdrawal (msp, company_id);
CREATE TRIGGER consent_withdrawal_once BEFORE INSERT ON consent_withdrawal
WHEN EXISTS (SELECT 1 FROM consent_withdrawal WHERE msp = NEW.msp AND acceptance_id = NEW.acceptance_id)
  OR EXISTS (SELECT 1 FROM consent_withdrawal WHERE number = NEW.number)
BEGIN
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER consent_withdrawal_unchanged BEFORE UPDATE ON consent_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;
CREATE TRIGGER consent_withdrawal_kept BEFORE DELETE ON consent_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;

-- How far into a directory an attestation reaches.
CREATE TABLE consent_reach (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  msp TEXT NOT NULL,
  company_id TEXT NOT NULL,
  acceptance_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  through INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CHECK (number > 0)
) STRICT;
CREATE INDEX consent_reach_connection ON consent_reach (msp, connection_id);
CREATE TRIGGER consent_reach_once BEFORE INSERT ON consent_reach
WHEN EXISTS (SELECT 1 FROM consent_reach WHERE number = NEW.number)
BEGIN
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER consent_reach_unchanged BEFORE UPDATE ON consent_reach
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;
CREATE TRIGGER consent_reach_kept BEFORE DELETE ON consent_reach
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;

CREATE TABLE consent_text (
  hash TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_text_once BEFORE INSERT ON consent_text
WHEN EXISTS (SELECT 1 FROM consent_text WHERE hash = NEW.hash)
BEGIN
  SELECT RAISE(IGNORE);
END;
CREATE TRIGGER consent_text_unchanged BEFORE UPDATE ON consent_text
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;
CREATE TRIGGER consent_text_kept BEFORE DELETE ON consent_text
BEGIN
  SELECT RAISE(ABORT, 'the ledger of consent is only ever appended to');
END;

-- What was used up and has not expired.
CREATE TABLE consent_nonce (
  nonce TEXT NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_nonce_expires ON consent_nonce (expires_at);

-- How far the feeds of connections were read.
CREATE TABLE feed (
  msp TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  feed TEXT NOT NULL,
  cursor TEXT,
  state TEXT NOT NULL,
  message TEXT,
  failures INTEGER NOT NULL,
  tried_at INTEGER,
  succeeded_at INTEGER,
  due_at INTEGER,
  owner TEXT,
  lease_until INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (msp, connection_id, feed)
) STRICT, WITHOUT ROWID;
