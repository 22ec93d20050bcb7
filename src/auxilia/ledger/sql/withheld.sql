SELECT DISTINCT source_id, provider_id, recipient_id, practice, year
FROM core_claims WHERE NOT countable AND starts_with(reason, 'withheld') AND year IS NOT NULL
ORDER BY ALL
