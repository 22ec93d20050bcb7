SELECT DISTINCT source_id, recipient_id, year FROM core_claims WHERE year IS NOT NULL ORDER BY ALL
