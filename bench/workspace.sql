-- The rows of each page of the workspace by hand: what a person who knows PostgreSQL would ask, one block a page.

-- page: programmes
SELECT count(*) FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL;
SELECT p.*,
       (SELECT count(*) FROM programmes_programmearea w WHERE w.programme_id = p.id),
       (SELECT count(*) FROM programmes_goal g WHERE g.programme_id = p.id),
       (SELECT count(*) FROM programmes_intervention i WHERE i.programme_id = p.id)
FROM programmes_programme p WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name, id LIMIT 50;

-- page: interventions
SELECT slug, name FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name;
SELECT slug, name FROM stakeholders_organisation o WHERE EXISTS (
    SELECT 1 FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
    WHERE i.lead_id = o.id AND p.gemeente_id = %(city)s) ORDER BY name;
SELECT count(*) FROM (SELECT 1 FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
    WHERE p.gemeente_id = %(city)s AND i.pillar = 'fysiek' LIMIT 10001) AS bounded;
SELECT i.*, o.name, p.name, s.cents, s.vats FROM programmes_intervention i
JOIN programmes_programme p ON p.id = i.programme_id JOIN stakeholders_organisation o ON o.id = i.lead_id
LEFT JOIN (SELECT n.intervention_id, sum(n.amount_cents) AS cents, count(DISTINCT n.vat) FILTER (WHERE r.id IS NULL) AS vats
           FROM programmes_investment n LEFT JOIN programmes_investment r ON r.reverses_id = n.id
           WHERE n.state = 'besteed' AND n.nature = 'investering' AND NOT n.passed_on GROUP BY n.intervention_id) s
       ON s.intervention_id = i.id
WHERE p.gemeente_id = %(city)s AND i.pillar = 'fysiek' ORDER BY s.cents DESC NULLS LAST, i.id DESC LIMIT 50;

-- page: interventions by name
SELECT slug, name FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name;
SELECT slug, name FROM stakeholders_organisation o WHERE EXISTS (
    SELECT 1 FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
    WHERE i.lead_id = o.id AND p.gemeente_id = %(city)s) ORDER BY name;
SELECT count(*) FROM (SELECT 1 FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
    WHERE p.gemeente_id = %(city)s AND i.status = 'bezig' LIMIT 10001) AS bounded;
SELECT i.*, o.name, p.name,
       (SELECT sum(n.amount_cents) FROM programmes_investment n WHERE n.intervention_id = i.id
        AND n.state = 'besteed' AND n.nature = 'investering' AND NOT n.passed_on)
FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation o ON o.id = i.lead_id
WHERE p.gemeente_id = %(city)s AND i.status = 'bezig' ORDER BY i.title, i.id LIMIT 50;

-- page: money
SELECT * FROM programmes_programme WHERE slug = 'programma-7' AND gemeente_id = %(city)s;
WITH sums AS (
    SELECT i.pillar, n.spender_id, n.state, n.year, sum(n.amount_cents) AS cents FROM programmes_investment n
    JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
    WHERE p.slug = 'programma-7' AND n.state IN ('begroot', 'besteed') AND n.nature = 'investering' AND NOT n.passed_on
    GROUP BY 1, 2, 3, 4)
SELECT sums.*, o.kind, o.name, o.slug FROM sums JOIN stakeholders_organisation o ON o.id = sums.spender_id;
SELECT n.state, n.vat, sum(n.amount_cents) FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id
WHERE p.slug = 'programma-7' AND n.state IN ('begroot', 'besteed') AND n.reverses_id IS NULL AND r.id IS NULL
GROUP BY n.state, n.vat;

-- page: entries
SELECT slug, name FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name;
SELECT slug, name FROM programmes_fundingstream ORDER BY name;
SELECT count(*) FROM (SELECT 1 FROM programmes_investment n JOIN programmes_intervention i ON i.id = n.intervention_id
    JOIN programmes_programme p ON p.id = i.programme_id WHERE p.gemeente_id = %(city)s LIMIT 10001) AS bounded;
SELECT n.*, i.title, p.name, a.name, b.name, f.name, r.id FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation a ON a.id = n.payer_id JOIN stakeholders_organisation b ON b.id = n.spender_id
JOIN programmes_fundingstream f ON f.id = n.funding_stream_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id
WHERE p.gemeente_id = %(city)s ORDER BY n.id DESC LIMIT 50;

-- page: entries of a programme
SELECT slug, name FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name;
SELECT i.id, i.title FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.slug = 'programma-7' ORDER BY title;
SELECT slug, name FROM programmes_fundingstream ORDER BY name;
SELECT n.vat, r.id IS NULL AND n.reverses_id IS NULL, count(*), sum(n.amount_cents) FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id
WHERE p.slug = 'programma-7' AND n.state = 'besteed' GROUP BY 1, 2;
SELECT n.*, i.title, p.name, a.name, b.name, f.name, r.id FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation a ON a.id = n.payer_id JOIN stakeholders_organisation b ON b.id = n.spender_id
JOIN programmes_fundingstream f ON f.id = n.funding_stream_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id
WHERE p.slug = 'programma-7' AND n.state = 'besteed' ORDER BY n.amount_cents DESC, n.id DESC LIMIT 50;

-- page: entries, deep
SELECT slug, name FROM programmes_programme WHERE gemeente_id = %(city)s AND draft_of_id IS NULL ORDER BY name;
SELECT slug, name FROM programmes_fundingstream ORDER BY name;
SELECT count(*) FROM (SELECT 1 FROM programmes_investment n JOIN programmes_intervention i ON i.id = n.intervention_id
    JOIN programmes_programme p ON p.id = i.programme_id WHERE p.gemeente_id = %(city)s LIMIT 10001) AS bounded;
SELECT n.*, i.title, p.name, a.name, b.name, f.name, r.id FROM (
    SELECT n.id FROM programmes_investment n JOIN programmes_intervention i ON i.id = n.intervention_id
    JOIN programmes_programme p ON p.id = i.programme_id WHERE p.gemeente_id = %(city)s
    ORDER BY n.id DESC LIMIT 50 OFFSET 99950) AS page
JOIN programmes_investment n ON n.id = page.id
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation a ON a.id = n.payer_id JOIN stakeholders_organisation b ON b.id = n.spender_id
JOIN programmes_fundingstream f ON f.id = n.funding_stream_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id ORDER BY n.id DESC;

-- page: entries of a partner
SELECT slug, name FROM programmes_programme p WHERE EXISTS (
    SELECT 1 FROM programmes_intervention i WHERE i.programme_id = p.id AND i.lead_id = %(partner)s) ORDER BY name;
SELECT slug, name FROM programmes_fundingstream ORDER BY name;
SELECT count(*) FROM (SELECT 1 FROM programmes_investment WHERE spender_id = %(partner)s OR payer_id = %(partner)s
    LIMIT 10001) AS bounded;
SELECT n.*, i.title, p.name, a.name, b.name, f.name, r.id FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation a ON a.id = n.payer_id JOIN stakeholders_organisation b ON b.id = n.spender_id
JOIN programmes_fundingstream f ON f.id = n.funding_stream_id
LEFT JOIN programmes_investment r ON r.reverses_id = n.id
WHERE n.spender_id = %(partner)s OR n.payer_id = %(partner)s ORDER BY n.id DESC LIMIT 50;

-- page: reports
SELECT r.status, count(*) AS number, count(*) FILTER (WHERE r.status IN ('open', 'concept', 'teruggestuurd')
    AND q.locked_on IS NULL AND q.due_on < current_date) AS late
FROM programmes_report r JOIN programmes_reportingperiod q ON q.id = r.period_id
JOIN programmes_programme p ON p.id = q.programme_id WHERE p.gemeente_id = %(city)s GROUP BY r.status;
SELECT count(*) FROM programmes_reportingperiod q JOIN programmes_programme p ON p.id = q.programme_id
WHERE p.gemeente_id = %(city)s AND EXISTS (SELECT 1 FROM programmes_report r WHERE r.period_id = q.id);
WITH across AS (
    SELECT q.id, q.name, q.due_on, p.name AS programme, q.year FROM programmes_reportingperiod q
    JOIN programmes_programme p ON p.id = q.programme_id
    WHERE p.gemeente_id = %(city)s AND EXISTS (SELECT 1 FROM programmes_report r WHERE r.period_id = q.id)
    ORDER BY p.name, q.year DESC, q.name LIMIT 12)
SELECT r.*, o.name, q.name, q.programme FROM programmes_report r JOIN across q ON q.id = r.period_id
JOIN stakeholders_organisation o ON o.id = r.organisation_id ORDER BY q.programme, q.year DESC, q.name, o.name;

-- page: start of a manager
SELECT r.*, o.name, q.name, p.name FROM programmes_report r JOIN programmes_reportingperiod q ON q.id = r.period_id
JOIN programmes_programme p ON p.id = q.programme_id JOIN stakeholders_organisation o ON o.id = r.organisation_id
WHERE p.gemeente_id = %(city)s AND r.status IN ('open', 'concept', 'teruggestuurd', 'ingediend') ORDER BY q.due_on;
SELECT * FROM programmes_programme WHERE gemeente_id = %(city)s AND status = 'concept' LIMIT 6;
SELECT i.*, p.name FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.gemeente_id = %(city)s AND NOT p.historical AND (i.status = 'gepland' AND i.start_year < 2026
    OR i.status = 'bezig' AND i.end_year < 2026) ORDER BY i.start_year, i.title LIMIT 6;
SELECT i.*, p.name FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.gemeente_id = %(city)s AND NOT p.historical AND i.status IN ('gepland', 'bezig')
  AND NOT EXISTS (SELECT 1 FROM programmes_investment n WHERE n.intervention_id = i.id)
ORDER BY i.start_year, i.title LIMIT 6;
SELECT i.*, p.name FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.gemeente_id = %(city)s AND NOT p.historical AND i.status IN ('gepland', 'bezig')
  AND NOT EXISTS (SELECT 1 FROM programmes_contribution c WHERE c.intervention_id = i.id)
ORDER BY i.start_year, i.title LIMIT 6;
SELECT o.name, count(*) FROM programmes_intervention i
JOIN programmes_programme p ON p.id = i.programme_id JOIN stakeholders_organisation o ON o.id = i.lead_id
WHERE p.gemeente_id = %(city)s AND NOT p.historical AND p.status = 'gepubliceerd'
  AND i.status <> 'ingetrokken' AND i.start_year <= 2025 AND i.end_year >= 2025
  AND NOT EXISTS (SELECT 1 FROM programmes_reportingperiod q WHERE q.programme_id = p.id AND q.year = 2025)
  AND NOT EXISTS (SELECT 1 FROM programmes_investment n WHERE n.intervention_id = i.id AND n.spender_id = i.lead_id
                  AND n.year = 2025 AND n.state = 'besteed' AND n.reverses_id IS NULL
                  AND NOT EXISTS (SELECT 1 FROM programmes_investment r WHERE r.reverses_id = n.id))
GROUP BY o.id ORDER BY count(*) DESC, o.name;
SELECT c.*, f.name, p.name FROM programmes_ceiling c JOIN programmes_programme p ON p.id = c.programme_id
JOIN programmes_fundingstream f ON f.id = c.funding_stream_id
WHERE p.gemeente_id = %(city)s AND NOT p.historical AND c.last_year >= 2026;
SELECT m.*, i.title, p.name FROM programmes_milestone m JOIN programmes_intervention i ON i.id = m.intervention_id
JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.gemeente_id = %(city)s AND m.reached_on IS NULL AND m.due_on <= current_date + 30 AND i.status <> 'ingetrokken'
ORDER BY m.due_on, m.id LIMIT 6;
SELECT r.*, p.name, p.slug FROM programmes_risk r JOIN programmes_programme p ON p.id = r.programme_id
WHERE p.gemeente_id = %(city)s AND r.closed_on IS NULL AND r.measure = '' AND r.likelihood * r.effect >= 6
ORDER BY r.likelihood * r.effect DESC, r.id LIMIT 6;
SELECT d.*, a.name, p.name FROM programmes_agreementdeadline d JOIN programmes_agreement a ON a.id = d.agreement_id
JOIN programmes_programme p ON p.id = a.programme_id
WHERE p.gemeente_id = %(city)s AND d.done_on IS NULL AND d.due_on <= current_date + 30 ORDER BY d.due_on, d.id LIMIT 6;
SELECT s.*, p.name FROM effects_study s JOIN programmes_programme p ON p.id = s.programme_id
WHERE p.gemeente_id = %(city)s AND s.status = 'concept' LIMIT 6;

-- page: start of a reporter
SELECT r.*, o.name, q.name, p.name FROM programmes_report r JOIN programmes_reportingperiod q ON q.id = r.period_id
JOIN programmes_programme p ON p.id = q.programme_id JOIN stakeholders_organisation o ON o.id = r.organisation_id
WHERE r.organisation_id = %(partner)s AND r.status IN ('open', 'concept', 'teruggestuurd') AND q.locked_on IS NULL
ORDER BY r.status <> 'teruggestuurd', q.due_on LIMIT 6;
SELECT y, count(*), (array_agg(i.title ORDER BY p.name, i.start_year, i.title))[1:4]
FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
CROSS JOIN (VALUES (2025), (2026)) AS years (y)
WHERE (i.lead_id = %(partner)s OR i.id = ANY (ARRAY(
        SELECT intervention_id FROM programmes_intervention_partners WHERE organisation_id = %(partner)s)))
  AND i.start_year <= y AND i.end_year >= y AND i.status <> 'ingetrokken'
  AND NOT EXISTS (SELECT 1 FROM programmes_reportingperiod q WHERE q.programme_id = p.id AND q.year = y)
  AND NOT EXISTS (SELECT 1 FROM programmes_investment n WHERE n.intervention_id = i.id AND n.spender_id = %(partner)s
                  AND n.year = y AND n.state = 'besteed' AND n.reverses_id IS NULL
                  AND NOT EXISTS (SELECT 1 FROM programmes_investment r WHERE r.reverses_id = n.id))
GROUP BY y;
SELECT d.*, a.name, p.name FROM programmes_agreementdeadline d JOIN programmes_agreement a ON a.id = d.agreement_id
JOIN programmes_programme p ON p.id = a.programme_id
WHERE d.done_on IS NULL AND d.due_on <= current_date + 30 AND a.id IN (
    SELECT agreement_id FROM programmes_agreement_parties WHERE organisation_id = %(partner)s)
ORDER BY d.due_on, d.id LIMIT 6;

-- page: programme
SELECT * FROM programmes_programme WHERE slug = 'programma-7' AND gemeente_id = %(city)s;
SELECT i.*, o.name FROM programmes_intervention i JOIN programmes_programme p ON p.id = i.programme_id
JOIN stakeholders_organisation o ON o.id = i.lead_id WHERE p.slug = 'programma-7' ORDER BY i.start_year, i.title;
SELECT r.*, a.name FROM programmes_reach r JOIN programmes_intervention i ON i.id = r.intervention_id
JOIN programmes_programme p ON p.id = i.programme_id JOIN wijken_area a ON a.id = r.area_id WHERE p.slug = 'programma-7';
SELECT c.*, d.* FROM programmes_contribution c JOIN programmes_intervention i ON i.id = c.intervention_id
JOIN programmes_programme p ON p.id = i.programme_id JOIN indicators_indicator d ON d.id = c.indicator_id
WHERE p.slug = 'programma-7';
SELECT m.* FROM programmes_milestone m JOIN programmes_intervention i ON i.id = m.intervention_id
JOIN programmes_programme p ON p.id = i.programme_id WHERE p.slug = 'programma-7' ORDER BY m.due_on;
SELECT w.*, a.* FROM programmes_programmearea w JOIN programmes_programme p ON p.id = w.programme_id
JOIN programmes_programmearea_areas x ON x.programmearea_id = w.id JOIN wijken_area a ON a.id = x.area_id
WHERE p.slug = 'programma-7';
SELECT g.*, d.*, a.* FROM programmes_goal g JOIN programmes_programme p ON p.id = g.programme_id
JOIN indicators_indicator d ON d.id = g.indicator_id JOIN wijken_area a ON a.id = g.area_id WHERE p.slug = 'programma-7';
SELECT n.intervention_id, n.payer_id, n.year, sum(n.amount_cents) FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.slug = 'programma-7' AND n.state = 'besteed' AND n.nature = 'investering' AND NOT n.passed_on GROUP BY 1, 2, 3;
SELECT n.state, sum(n.amount_cents) FROM programmes_investment n
JOIN programmes_intervention i ON i.id = n.intervention_id JOIN programmes_programme p ON p.id = i.programme_id
WHERE p.slug = 'programma-7' AND n.nature = 'investering' AND NOT n.passed_on GROUP BY 1;
SELECT * FROM programmes_programme WHERE parent_id = (SELECT id FROM programmes_programme WHERE slug = 'programma-7');
SELECT f.* FROM programmes_phase f JOIN programmes_programme p ON p.id = f.programme_id
WHERE p.slug = 'programma-7' ORDER BY f.start_year;
SELECT t.* FROM programmes_goaltarget t JOIN programmes_goal g ON g.id = t.goal_id
JOIN programmes_programme p ON p.id = g.programme_id WHERE p.slug = 'programma-7' ORDER BY t.year;
SELECT o.area_id, o.indicator_id, o.period, o.value, o.status FROM indicators_observation o
WHERE (o.area_id, o.indicator_id) IN (SELECT g.area_id, g.indicator_id FROM programmes_goal g
    JOIN programmes_programme p ON p.id = g.programme_id WHERE p.slug = 'programma-7') ORDER BY 1, 2, 3;
SELECT v.number, v.published_at FROM programmes_programmeversion v JOIN programmes_programme p ON p.id = v.programme_id
WHERE p.slug = 'programma-7' ORDER BY v.number DESC LIMIT 1;
SELECT b.*, d.name, i.title FROM programmes_decision b JOIN programmes_programme p ON p.id = b.programme_id
LEFT JOIN programmes_document d ON d.id = b.document_id LEFT JOIN programmes_intervention i ON i.id = b.intervention_id
WHERE p.slug = 'programma-7' ORDER BY b.taken_on DESC, b.name LIMIT 3;
SELECT r.*, o.name, i.title FROM programmes_risk r JOIN programmes_programme p ON p.id = r.programme_id
LEFT JOIN stakeholders_organisation o ON o.id = r.owner_id
LEFT JOIN programmes_intervention i ON i.id = r.intervention_id
WHERE p.slug = 'programma-7' AND r.closed_on IS NULL ORDER BY r.likelihood * r.effect DESC, r.name LIMIT 5;
WITH p AS (SELECT id FROM programmes_programme WHERE slug = 'programma-7')
(SELECT 1, history_id, history_date FROM programmes_historicalprogramme WHERE id IN (SELECT id FROM p)
 ORDER BY 3 DESC LIMIT 30) UNION ALL
(SELECT 2, history_id, history_date FROM programmes_historicalphase WHERE programme_id IN (SELECT id FROM p)
 ORDER BY 3 DESC LIMIT 30) UNION ALL
(SELECT 3, history_id, history_date FROM programmes_historicalprogrammearea WHERE programme_id IN (SELECT id FROM p)
 ORDER BY 3 DESC LIMIT 30) UNION ALL
(SELECT 4, history_id, history_date FROM programmes_historicalprogrammerole WHERE programme_id IN (SELECT id FROM p)
 ORDER BY 3 DESC LIMIT 30) UNION ALL
(SELECT 5, history_id, history_date FROM programmes_historicalgoal WHERE programme_id IN (SELECT id FROM p)
 ORDER BY 3 DESC LIMIT 30) ORDER BY 3 DESC LIMIT 30
