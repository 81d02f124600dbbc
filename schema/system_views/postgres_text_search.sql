-- Catalogs of text search: what every database has. The configurations and dictionaries are those of
-- emulator/sql/postgres/text_search/configuration.cpp.

--: pg_catalog.pg_ts_dict table 3600 (oid oid, dictname name, dictnamespace oid = 11, dictowner oid = 10, dicttemplate oid,
--:   dictinitoption text)
VALUES (3765, 'simple', 3727, NULL), (13151, 'arabic_stem', 13150, 'language = ''arabic'''),
       (13153, 'armenian_stem', 13150, 'language = ''armenian'''),
       (13155, 'basque_stem', 13150, 'language = ''basque'''),
       (13157, 'catalan_stem', 13150, 'language = ''catalan'''),
       (13159, 'danish_stem', 13150, 'language = ''danish'', stopwords = ''danish'''),
       (13161, 'dutch_stem', 13150, 'language = ''dutch'', stopwords = ''dutch'''),
       (13163, 'english_stem', 13150, 'language = ''english'', stopwords = ''english'''),
       (13165, 'finnish_stem', 13150, 'language = ''finnish'', stopwords = ''finnish'''),
       (13167, 'french_stem', 13150, 'language = ''french'', stopwords = ''french'''),
       (13169, 'german_stem', 13150, 'language = ''german'', stopwords = ''german'''),
       (13171, 'greek_stem', 13150, 'language = ''greek'''), (13173, 'hindi_stem', 13150, 'language = ''hindi'''),
       (13175, 'hungarian_stem', 13150, 'language = ''hungarian'', stopwords = ''hungarian'''),
       (13177, 'indonesian_stem', 13150, 'language = ''indonesian'''),
       (13179, 'irish_stem', 13150, 'language = ''irish'''),
       (13181, 'italian_stem', 13150, 'language = ''italian'', stopwords = ''italian'''),
       (13183, 'lithuanian_stem', 13150, 'language = ''lithuanian'''),
       (13185, 'nepali_stem', 13150, 'language = ''nepali'', stopwords = ''nepali'''),
       (13187, 'norwegian_stem', 13150, 'language = ''norwegian'', stopwords = ''norwegian'''),
       (13189, 'portuguese_stem', 13150, 'language = ''portuguese'', stopwords = ''portuguese'''),
       (13191, 'romanian_stem', 13150, 'language = ''romanian'''),
       (13193, 'russian_stem', 13150, 'language = ''russian'', stopwords = ''russian'''),
       (13195, 'serbian_stem', 13150, 'language = ''serbian'''),
       (13197, 'spanish_stem', 13150, 'language = ''spanish'', stopwords = ''spanish'''),
       (13199, 'swedish_stem', 13150, 'language = ''swedish'', stopwords = ''swedish'''),
       (13201, 'tamil_stem', 13150, 'language = ''tamil'''),
       (13203, 'turkish_stem', 13150, 'language = ''turkish'', stopwords = ''turkish'''),
       (13205, 'yiddish_stem', 13150, 'language = ''yiddish''')
--: pg_catalog.pg_ts_parser table 3601 (oid oid, prsname name, prsnamespace oid = 11, prsstart regproc, prstoken regproc,
--:   prsend regproc, prsheadline regproc, prslextype regproc)
VALUES (3722, 'default', 'prsd_start', 'prsd_nexttoken', 'prsd_end', 'prsd_headline', 'prsd_lextype')
--: pg_catalog.pg_ts_config table 3602 (oid oid, cfgname name, cfgnamespace oid = 11, cfgowner oid = 10,
--:   cfgparser oid = 3722)
VALUES (3748, 'simple'), (13152, 'arabic'), (13154, 'armenian'), (13156, 'basque'), (13158, 'catalan'),
       (13160, 'danish'), (13162, 'dutch'), (13164, 'english'), (13166, 'finnish'), (13168, 'french'),
       (13170, 'german'), (13172, 'greek'), (13174, 'hindi'), (13176, 'hungarian'), (13178, 'indonesian'),
       (13180, 'irish'), (13182, 'italian'), (13184, 'lithuanian'), (13186, 'nepali'), (13188, 'norwegian'),
       (13190, 'portuguese'), (13192, 'romanian'), (13194, 'russian'), (13196, 'serbian'), (13198, 'spanish'),
       (13200, 'swedish'), (13202, 'tamil'), (13204, 'turkish'), (13206, 'yiddish')
--: pg_catalog.pg_ts_config_map table 3603 (mapcfg oid, maptokentype integer, mapseqno integer = 1, mapdict oid)
SELECT c.oid, k.column1,
       iif(k.column2 = 'other' OR c.oid = 3748, 3765, iif(k.column2 = 'ascii' AND c.oid IN (13174, 13194), 13163, c.oid - 1))
FROM "pg_catalog.pg_ts_config" c CROSS JOIN
     (VALUES (1, 'ascii'), (2, 'word'), (3, 'other'), (4, 'other'), (5, 'other'), (6, 'other'), (7, 'other'), (8, 'other'),
             (9, 'other'), (10, 'word'), (11, 'ascii'), (15, 'other'), (16, 'ascii'), (17, 'word'), (18, 'other'),
             (19, 'other'), (20, 'other'), (21, 'other'), (22, 'other')) k
--: pg_catalog.pg_ts_template table 3764 (oid oid, tmplname name, tmplnamespace oid = 11, tmplinit regproc,
--:   tmpllexize regproc)
VALUES (3727, 'simple', 'dsimple_init', 'dsimple_lexize'), (3730, 'synonym', 'dsynonym_init', 'dsynonym_lexize'),
       (3733, 'ispell', 'dispell_init', 'dispell_lexize'), (3742, 'thesaurus', 'thesaurus_init', 'thesaurus_lexize'),
       (13150, 'snowball', 'dsnowball_init', 'dsnowball_lexize')
