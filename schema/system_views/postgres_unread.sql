-- Catalogs of PostgreSQL for what the emulator has none of: they are there and empty. Those after them hold what
-- nobody has
-- written down here; asking them is refused by name. All are listed by pg_class and pg_attribute.

--: pg_catalog.pg_default_acl table 826 (oid oid, defaclrole oid, defaclnamespace oid, defaclobjtype internal_char,
--:   defaclacl _aclitem)
SELECT NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_foreign_server table 1417 (oid oid, srvname name, srvowner oid, srvfdw oid, srvtype text,
--:   srvversion text, srvacl _aclitem, srvoptions text[])
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_user_mapping table 1418 (oid oid, umuser oid, umserver oid, umoptions text[])
SELECT NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_foreign_data_wrapper table 2328 (oid oid, fdwname name, fdwowner oid, fdwhandler oid,
--:   fdwvalidator oid, fdwacl _aclitem, fdwoptions text[])
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_largeobject table 2613 (loid oid, pageno integer, data blob)
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_db_role_setting table 2964 (setdatabase oid, setrole oid, setconfig text[])
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_largeobject_metadata table 2995 (oid oid, lomowner oid, lomacl _aclitem)
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_statistic_ext table 3381 (oid oid, stxrelid oid, stxname name, stxnamespace oid, stxowner oid,
--:   stxstattarget integer, stxkeys int2vector, stxkind internal_char[], stxexprs pg_node_tree)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_statistic_ext_data table 3429 (stxoid oid, stxdinherit boolean, stxdndistinct pg_ndistinct,
--:   stxddependencies pg_dependencies, stxdmcv pg_mcv_list, stxdexpr _pg_statistic)
SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_transform table 3576 (oid oid, trftype oid, trflang oid, trffromsql regproc, trftosql regproc)
SELECT NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_shseclabel table 3592 (objoid oid, classoid oid, provider text, label text)
SELECT NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_seclabel table 3596 (objoid oid, classoid oid, objsubid integer, provider text, label text)
SELECT NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_replication_origin table 6000 (roident oid, roname text)
SELECT NULL, NULL WHERE false
--: pg_catalog.pg_subscription table 6100 (oid oid, subdbid oid, subskiplsn pg_lsn, subname name, subowner oid,
--:   subenabled boolean, subbinary boolean, substream boolean, subtwophasestate internal_char,
--:   subdisableonerr boolean, subconninfo text, subslotname name, subsynccommit text, subpublications text[])
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_subscription_rel table 6102 (srsubid oid, srrelid oid, srsubstate internal_char, srsublsn pg_lsn)
SELECT NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_publication table 6104 (oid oid, pubname name, pubowner oid, puballtables boolean,
--:   pubinsert boolean, pubupdate boolean, pubdelete boolean, pubtruncate boolean, pubviaroot boolean)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_publication_rel table 6106 (oid oid, prpubid oid, prrelid oid, prqual pg_node_tree,
--:   prattrs int2vector)
SELECT NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_publication_namespace table 6237 (oid oid, pnpubid oid, pnnspid oid)
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_parameter_acl table 6243 (oid oid, parname text, paracl _aclitem)
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_shdepend table 1214 (dbid oid, classid oid, objid oid, objsubid integer, refclassid oid,
--:   refobjid oid, deptype internal_char)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_shdepend')
--: pg_catalog.pg_authid table 1260 (oid oid, rolname name, rolsuper boolean, rolinherit boolean,
--:   rolcreaterole boolean, rolcreatedb boolean, rolcanlogin boolean, rolreplication boolean, rolbypassrls boolean,
--:   rolconnlimit integer, rolpassword text, rolvaliduntil timestamptz)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_authid')
--: pg_catalog.pg_aggregate table 2600 (aggfnoid regproc, aggkind internal_char, aggnumdirectargs smallint,
--:   aggtransfn regproc, aggfinalfn regproc, aggcombinefn regproc, aggserialfn regproc, aggdeserialfn regproc,
--:   aggmtransfn regproc, aggminvtransfn regproc, aggmfinalfn regproc, aggfinalextra boolean, aggmfinalextra boolean,
--:   aggfinalmodify internal_char, aggmfinalmodify internal_char, aggsortop oid, aggtranstype oid,
--:   aggtransspace integer, aggmtranstype oid, aggmtransspace integer, agginitval text, aggminitval text)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_aggregate')
--: pg_catalog.pg_amop table 2602 (oid oid, amopfamily oid, amoplefttype oid, amoprighttype oid,
--:   amopstrategy smallint, amoppurpose internal_char, amopopr oid, amopmethod oid, amopsortfamily oid)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_amop')
--: pg_catalog.pg_amproc table 2603 (oid oid, amprocfamily oid, amproclefttype oid, amprocrighttype oid,
--:   amprocnum smallint, amproc regproc)
SELECT NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_amproc')
--: pg_catalog.pg_cast table 2605 (oid oid, castsource oid, casttarget oid, castfunc oid, castcontext internal_char,
--:   castmethod internal_char)
SELECT NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_cast')
--: pg_catalog.pg_conversion table 2607 (oid oid, conname name, connamespace oid, conowner oid,
--:   conforencoding integer, contoencoding integer, conproc regproc, condefault boolean)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_conversion')
--: pg_catalog.pg_operator table 2617 (oid oid, oprname name, oprnamespace oid, oprowner oid, oprkind internal_char,
--:   oprcanmerge boolean, oprcanhash boolean, oprleft oid, oprright oid, oprresult oid, oprcom oid, oprnegate oid,
--:   oprcode regproc, oprrest regproc, oprjoin regproc)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_operator')
--: pg_catalog.pg_rewrite table 2618 (oid oid, rulename name, ev_class oid, ev_type internal_char,
--:   ev_enabled internal_char, is_instead boolean, ev_qual pg_node_tree, ev_action pg_node_tree)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_rewrite')
--: pg_catalog.pg_statistic table 2619 (starelid oid, staattnum smallint, stainherit boolean, stanullfrac real,
--:   stawidth integer, stadistinct real, stakind1 smallint, stakind2 smallint, stakind3 smallint, stakind4 smallint,
--:   stakind5 smallint, staop1 oid, staop2 oid, staop3 oid, staop4 oid, staop5 oid, stacoll1 oid, stacoll2 oid,
--:   stacoll3 oid, stacoll4 oid, stacoll5 oid, stanumbers1 real[], stanumbers2 real[], stanumbers3 real[],
--:   stanumbers4 real[], stanumbers5 real[], stavalues1 anyarray, stavalues2 anyarray, stavalues3 anyarray,
--:   stavalues4 anyarray, stavalues5 anyarray)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_statistic')
--: pg_catalog.pg_opfamily table 2753 (oid oid, opfmethod oid, opfname name, opfnamespace oid, opfowner oid)
SELECT NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_opfamily')
--: pg_catalog.pg_init_privs table 3394 (objoid oid, classoid oid, objsubid integer, privtype internal_char,
--:   initprivs _aclitem)
SELECT NULL, NULL, NULL, NULL, NULL
WHERE pg_unread_catalog('pg_init_privs')
