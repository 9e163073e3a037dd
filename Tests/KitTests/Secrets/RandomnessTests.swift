import Testing

@testable import Knowledge

/// What looks random and what does not; all strings are made up or generic.
@Suite struct RandomnessTests {
  private func isRandom(_ text: String) -> Bool { Randomness.isRandom(Array(text.utf8).span) }

  @Test func randomStringsAreDetected() {
    for text in Self.random { #expect(isRandom(text), "\(text)") }
  }

  @Test func wordsAreNot() {
    for text in Self.words { #expect(!isRandom(text), "\(text)") }
  }

  @Test func mostRandomTextsAreDetected() {
    var numbers = SeededNumbers(7)
    for (alphabet, length, least) in [
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 20, 990), ("0123456789abcdef", 32, 995),
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32, 995), ("abcdefghijklmnopqrstuvwxyz", 24, 950),
    ] {
      let letters = Array(alphabet)
      let told = (0..<1_000).count { _ in isRandom(String((0..<length).map { _ in letters[Int(numbers.next() % UInt64(letters.count))] })) }
      #expect(told >= least, "\(alphabet) \(told)")
    }
  }

  private static let random = [
    "JBSWY3DPEHPK3PXP", "eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "V1StGXR8_Z5jdHi6B-myT",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV", "0ujtsYcgvSTl8PAuAdqWYSMnLOv", "d41d8cd98f00b204e9800998ecf8427e",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "OhbVrpoiVgRV5IfL", "BcbfnoGMbJmTPSIAoCLr",
    "Z3aWZkSBvrjn9Wvgfygw2wMq", "ZcUDIh7yfJs1ON43xKmTecQoXsf2o3gy", "rDO1xkxwnQrS7RPeMOkIUpkDyr7OSJoRu1XXdo0cZuz",
    "ren68K4TunPFz46PDjqipVJIqVLB5LzxoiGFfWd3hjOkYRBMeyyMDHqJ38aRUhR4", "IRoL3u6aHwnMztVu", "aP-coUNEhEkk-iqq8vH2",
    "BzNZV45pFCiRcDCajhDieQjE", "J-Bq8F80ymm3T207gmhZRnFyy5r2xJ7F", "j4mgblEv0-9BZhvWaXH6K2-tyLBhhOhg9uhkxiiEZpF",
    "fk1OHAOEHYqM6Ojb6mjBHqSiFVKu4MbMnrHontIKARAH-Ggl2JfaQqHu42bojteV", "LJjBictxYcwnRpQg", "wXJANVjpkZZlAblVvYAZ",
    "QVZprkYSgycEomDwtYoobQmz", "vreXrwPGzRIvbhqlLqcgMBwUYuBMGhyK", "mqcTBaHZIRUVVQmxBeQvNuQhUtGtQAuzSsJimAQyRVl",
    "NKtzJatsnBYLMPuDCCRnGEYYVkQfsGQONvfWpRtoZmjbcpENXeDAOKmTSyFzpjPS", "ayydynhfzwqobrhdoezo",
    "vqrtkyotxqnrofxpoiyhuiyy", "qpuhiocwjhikkrceehmwewgcnnkronbg", "nmyswaysmpaljymnrxxrzthphinpamkvvzmxfoetram",
    "ssvacuneofbimkgokkymiynicpaxrblhucyubyahgatehepvdsgowiylfttxwdyf", "JDSAJSVMMWGCSWUHDWYJ",
    "VTZDZSZBLRNVLCQUKANPDNLU", "OWENFXQUITZRYPONXSIKHCIOHYOSTVMK", "APKFPGLZIKITWIRAQGCHXNPRYHWPUWPOZACJHMWHJVS",
    "LPRQLNXRKLWOIJIHDXGKDXRYWFGGXPIXSYQTJDGJHLFJAWREIBBRJWEUYPDASJPP", "2vldq4hez5edjjtf", "ph90o7y22t1tdgnnqfkp",
    "l9eka024scoss3eoqm1h8ojr", "jedkts2h3tzr6852fc1uqbfobrcl472r", "l15f4w0vugkv05sz9c3fuquhz6a830dm7x52dnr9is2",
    "5hbpkt9a90foh3hj5s6r044p39jym6ier0v6rast5j284wv98y3umpyo0cu4yyj5", "CI6VG2G73AJ0JE4Q", "VZFV8YU58CEPSOF1GG2K",
    "TBCUDSWX1JP70LKLFYP5JO3Q", "3QA3S8KE2WT1Q3TMY4GPYWSSBZRAD5SO", "WOMQIGCT2CXIFSU0LMI8X76RKQ4SVH3EJOZ9XFZAQ8H",
    "3XQYXGO4B9UOE3T0HICCT5HGP8IY3X80J0G50RCXN22PXGX8WDZRMH3FNBDVPINE", "NNOVJARJIQLHBIAW", "PUBLQDI2HE64XG4OCT5B",
    "D6Z3G74EFUJEIRUYS53GHN34", "O2V5Z2GU3UQXJ6EFFF3GXIDVH2W3DSTW", "GNJ6OGWXHRO3BRBLRTVWALJZEJBFNY25VKXTUFDJKDF",
    "R43742RNHW3HS7TCOZDANTNIQSUHA73LIYOWEZC3B5EU3Z2SHZBUK5XF3GP3ZFZT", "vovkehmwwjpgjqml", "jel754uuj4e64trdwet5",
    "4cdxsefy5c4mu6jd4gvflcp4", "4kxxsy2vdvevgysqjvfjwtziftyvif3x", "bxtlnv7moijesgcviyjklk4c2xp4s4opt6mx45sy2km",
    "iqd6xghsfkr4j3fo4wb2dzxpyfxobugvjics6i64afbqnj3hspthdp25eh7bpjs3", "0PFTB5Q41RY2RQG1", "P4PF6N82PNBXYB84X2JC",
    "2C2MKSYG2CJP3NH7QVSWRNBZ", "ZQH5V5VBJM65MJKWVAWPW2PVH34SQA19", "W284FQQR29WQQW48QSMHF71BZR7GGWDJZC784WBW5MP",
    "4JKABQE7C8FZ1QQX854KSYTT48M4WXP8B8V379KAAMEPJ5GCH8K5A9AN2152GDT1", "f99f7c9e215edfe6", "a4aabc4b3a7e38e74319",
    "cd75aa65fef9f02ce76b119f", "f903d48bcb1c16b92ce8343cbab46c11", "14afe44aa5c9af9f0ba3d90f871f5c471360ead4d6d",
    "f146afca5eab8f67897996fafb893ccb49192be8f6688437717713daf3405dff", "69A912715D51CF59", "1093A9EF4E863A5E850A",
    "965CDA2C354FA708C7E8A908", "B713E95C939B774F4EBDF672EB231645", "AE36F2E1E4DE1E90C80621DB212F19D54DBCECC24B3",
    "5C47009EDC77EB48631D076231E171CE761497AA7947D9815DF1BCADD49C5F77", "eyJjbGljayI6ICJl", "eyIxMjM0NSI6ICJzZXNz",
    "eyJuYW1lIjogIjIwMjYtMTEt", "eyJoZWxsbyB3b3JsZCI6ICJldmVudCIs", "eyJudWxsIjogInR5cCIsICIxMjM0NSI6ICJ0ZW5hbnQ",
    "eyJzdWIiOiAiSldUIiwgInRydWUiOiAidGVuYW50IiwgImFkbWluIjogIjIwMjYt", "EBRUUMTPKVVGE4KJ", "NJWXM33ZJIYHARKJJ43V",
    "J5KUKQ3LKRMHO23JKREEK3BV", "MU3VUUDEKZQSA2JQJZXWKU3KMFXEMQ3Y", "JBESAYLCI5KHESBZONREMWSSKFAVSNZVNRTTKZ2HNJY",
    "KJXXIUK2GFTE6MKPKZRWM6TZPFEUIZCOMFJGWZSFGFAU6WDWJI4TCOLHGRDTKY3P", "01J9S4KAFRNR85P36VE4NSM1HW",
    "2FowJ8yBlRLQyfXNsZpTefrjyTY", "tXOUnlaN4UInqlx350ndl", "sk_live_wJfMMYu3yasAyXfU5J5pKHkR",
    "ghp_ykirtrFjekBrAtEYexq8pUOFMNmDgita8zv1", "xoxb-429275532872-958346287200-vCvB003PMituM8SmEul9z9us",
    "rk_live_9KYpuyr0Yzxh7KmLIlRX", "session_e6e92df49784dc2efcd1b237b51cad30", "AKIAGQOO4XZ5JWB6GS2F",
    "AIzaosSNR6A9S8m45OiMfocRnvFwuQ27DZxx3Yd", "VN4mC-LByaT-nnrWT-ZYeKg", "BQMCX-7GZMR-S7PPX-BK58M-7FK7B",
    "cxj6y0iy1l58l9k5silu2dwa5", "8covqvqsva51ei2heiat", "6f338b1e6d3791e8b2e376bd", "-OvrAAhSJvPLLImr0hJq",
    "qFsPFY-sI1W5jlZJV6-Pal", "UDOQSw2eYIzn9B0n", "Fru1svJKiK2FYv5RWdcg", "OY1Dbh72kCDa9BmS6i4Ptk37",
    "4rfPxqfxQ5PkdzOtUSWoBPfTganEeiLo", "HRCaaSv0h3BSiEeoyfUZggux4tiyX0W3iPRjeHKaNPk",
    "CwUnOVj6ANRC3nf5giWhLUyw9BuYiprPfpJMMUMsX8Sb22Q4tnHMGmVzsPdY5Y9p", "_XoE_jbUOqX1Uw8j", "cibHBfhYK12ZktJkNkAt",
    "PYiN3EhFl3o6hNwpbrbu_SHv", "VqIpdQ2IiHj_6Uh_vVuGnoDafbFf8UXt", "we1CPF1OIjVpgwCfZi7KNPl6bVzLMF7V_zFta0dDSbQ",
    "aWNnAE1-hsJlfD0V6kmrYjh3qELHOYPO5IDjzrntnv57O0pTA5N7HpluMfBPslFT", "zGdRtqlbzCJVJpgD", "gZYihadXoimzxROPfLLq",
    "ebemPCZifZvhcDdkKBUzFbyR", "BlwnlrrCjcNNNpPsFAJEdfryiAmPZHpO", "ZIYbyYTwEIYFwKGuyrlbuMobZXrdZEHwXLokgpQprIY",
    "VdWoKZywllpLuZVSwLbTSwKKjKmZFItlFcfdoMobHEavNmZivTlZudbjLTjXhHxe", "lwvmsdkjkefxnzupukfw",
    "rwtzlhvsfmjxwjefxawsmysb", "ftkzthusdpekxchlkfucwvuxkoaighwc", "lizdxabmoxnfnpmlrmdpzsuyvhfoczbjakidckfmfxc",
    "rckttpwanuftnfbdkggnwrxxrivjjhdbmsrpeblancjvutpgdagfujcpdjzmppvi", "YWVDCVLZRNYSHRBMQNRVPSHP",
    "JCMWBQSQZSVTEDYOFFGZGEBNCVNGUETI", "KXZCCMRMRKIQOAZWTSQZNDNEESSSYDDSYDZJRLNIMUP",
    "STPBFIMETTVWMBMKWHBXPILAKZJJIPWVDHEJXOYKIXNTUCGOGNXPYQLBQZFCJWQM", "i7blmmdpc3dxmrx3", "6zhbpx52l49wwkqfsbyd",
    "knoonr06ba4ilaoqtr1yw3qn", "3t7zga6x9stg4evrurqtmj7pdzuib5sq", "0zycmvo84w6tk9lsg4iq9lvfowot0vxqs3h4de4m6hy",
    "7t0djimv03julf5vluda2rnkk5fi11z14yac8mxau7mbapowtigy6tkects377v1", "IV5WMKZBOOINB6KH", "XCYQ8DDGBDH02YH9Q4JN",
    "AT0G7RI0G6HSHG5MMQ7MW0SK", "C95N4VPAAFH5JF6EGQO3SQ3DGLCSXU1H", "GCAIKVW2RFXVLHZZ3RY40KHIDKG042LYWBI45H02CEQ",
    "UA7OV77G1P4WYJ9DAK645KE5UPVRD6O9YZPF322F52UH5BGZ0C99AFT69N3VXDO3", "V6X4HGOAVWSXGCK7", "I2GQMMHZN5MVG2CH45I7",
    "AD36LLIGYUY2PRZVS4II2TUN", "MNSWILUHW62S3AGBYJDDMRKSQJDSNCW4", "GOYPSDYY2UDAQM4OXMMS4LELLHYC3RQIKQAV5JCJUDT",
    "7WEUOLEK2ZFWONVVXSN6AHW4PPCUYHYQSBX47CSMUFGKAENN3GN3EJB5VCFEDLQE", "oq2y4z3ubyhaecew", "gstfs4yzb6koizsjtxaj",
    "hcazftnwn2jkloqmhld5eseq", "gm7vwipgsemu74vtjxu3kaupo3rxiv65", "4wt7glfrimqeebbzncq6jxzosi5fzxapki4klj6wco7",
    "oeqxocnxy65ccugrqlyyxeqyozww76ai4koernjlkxho2vh666nk2bpcikicjdkq", "BS1J5DWYYAET9BGA", "NX4ERR861CT96BY275Y8",
    "0VTQ2VEYRP6V8GYE5JTGC007", "0RDMTQ69VGGVQHSDTYBQYGKPS87EWA6D", "SN3AR059YV54GEQ52RSJ3BZW0CJC2EA2QF0A5HSPSSC",
    "045JPPHECXS0GBT64JN7GGWRYFNXX1Y7G4REEMTP0GFJ5SN4BYMPDHBCZCFFGDEC", "7b4332f01fbaf8f5", "8c741df1bc5e3ea006c3",
    "ab85878fab5fd6dbbc8e5473", "87dc644f05df4af981c35168f3ea8bb8", "b0d3b659bafe2c9e45adc225a7aa98c8ebed5504782",
    "65c332f10c23842c9779e44501bafe8e45ed9bf72e9bd849004b9f0ff90d970b", "6DDC75CC782D7898", "D625493EE8F6A0410539",
    "84E07240F6AD9FBE1A2418C2", "F568C037CE716E36FC9A5138F96B1637", "DA0583C701F4B275F2A11B434F7ABE60CB481FE9F65",
    "BAE8524E98BE0C50B7A2C6F49ADA332145163F631CF81B7206F2E1BDB1812926", "eyJpYXQiOiAiaWF0", "eyJwcm9wZXJ0aWVzIjog",
    "eyJjbGljayI6ICJldmVudCIs", "eyJ0ZW5hbnQiOiAiZXZlbnQiLCAiYWxn", "eyJodHRwOi8vZXhhbXBsZS5jb20iOiAidGVuYW50Iiw",
    "eyIyMDI2LTExLTI5VDAwOjUxOjE0WiI6ICIyMDI2LTExLTI5VDAwOjUxOjE0WiIs", "ORXW4MLVMJLVUN2S", "JI3EU2THMNBXO2TJOF4D",
    "JJ5EUNLOKRSVI5KYIRWEKWRU", "MNKFSSTZMZLWINKXOZ3TGWSBEA3DE2BS", "MR2EOY3VJBFGU5KGKJXWUZCRKR5DSQSWJRFEMZTPIFZ",
    "IFLVE2KWNFCES3KFPJHUU3KJJVKUO4DQMVZFOQLVKE3EUZTIKAQEC6DXNV2XOTCP", "01J3F9J0N7KWY1NDDDGY91R2GA",
    "2dsmYSNrdDP8aeyQrQ26Qx3gbs3", "XDWmO-lxz6cfFNQ-YucST", "sk_live_wOtpGrZdOq4y40b8J8rojv5z",
    "ghp_QifUyH9RN3ORoApKjBt6MvCIinPiLIRZm3it", "xoxb-786051336090-589385260692-6iB6XjP7K6kueJI8Uhlu14jU",
    "session_Wu4A9AtCV705O7VrjXmg", "sem_5087770b2f4fb5cff45671d08d76625e", "AKIA7U5P3ZCYUZCG45CP",
    "AIzaYfXgyL4YMK7v2Lgs75loxrY0P5dw6z6lGPu", "TUhfh-TCOxf-HTyUY-GN8ky", "R2AN9-A9B3T-KKWJB-78C0G-0XZZ0",
  ]

  private static let words = [
    "551115123125783e-17", "1121780048519972E-2", "6931471805599453e21", "7205759403792794e16",
    "getElementsByTagNameNS", "XMLHttpRequestEventTarget", "webkitRequestAnimationFrame",
    "com_atlassian_jira_plugin_system", "MuiButtonBase-root-1234", "css-1a2b3c-Button-styles", "20261129T005114Z",
    "2026-11-29-00-51", "chrome-112-0-5615-49", "en-US-de-DE-fr-FR-ja-JP", "form-field-12-container-3",
    "0123456789abcdef", "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "aaaaaaaaaaaaaaaa", "0000000000000000",
    "----------------", "________________", "1234567890123456", "Donaudampfschifffahrtsgesellschaftskapitaen",
    "Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz", "antidisestablishmentarianism",
    "supercalifragilisticexpialidocious", "hottentottententententoonstelling", "dangerouslySetInnerHTML",
    "shouldComponentUpdate", "componentWillReceiveProps", "UNSAFE_componentWillMount", "isMSIEOrEdgeUserAgent",
    "MozOsxFontSmoothing", "feColorMatrix-feGaussianBlur", "application-x-www-form-urlencoded",
    "application-vnd-openxmlformats-officedocument-spreadsheetml-sheet", "DE-AT-CH-FR-IT-ES-PT-NL-BE-LU-PL-CZ",
    "jira-software-users-Q3-2026", "SHA256withRSAEncryption", "ECDHE-RSA-AES128-GCM-SHA256",
    "TLS_AES_256_GCM_SHA384", "iPhone14ProMaxCase", "Win64-x64-AppleWebKit-537-36", "i18n-l10n-a11y-g11n",
    "i18next-browser-languagedetector", "k8s-cluster-eu-west-1a", "us-east-1a-us-west-2b", "utm_source-utm_medium",
    "qwertyuiopasdfghjkl", "watashitachinokuruma", "shinkansennoeki", "kekerasandalamrumahtangga",
    "mempertanggungjawabkan", "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas",
    "Cekoslovakyalilastiramadiklarimizdanmisiniz", "Konstantynopolitanczykowianeczka",
    "nejneobhospodarovavatelnejsimi", "chunk-vendors-3f2a9c8b", "main-7d6e5f4a-chunk-js",
    "customfield_10010-customfield_10234", "ari-cloud-jira-issue", "fieldset-0-input-12-label-3",
    "x-b3-traceid-spanid", "x-forwarded-for-proto", "H264-AAC-1080p-60fps-HDR10", "mp4-h265-2160p-10bit",
    "GMT-0500-EST-America-New_York", "Sun-29-Nov-2026-00-51-14-GMT", "P1Y2M10DT2H30M15S",
    "ua-parser-js-v1-0-37-beta-2", "Build-QP1A-190711-020", "SM-G991B-Android-13", "__REACT_DEVTOOLS_GLOBAL_HOOK__",
    "__webpack_require__", "btn-outline-primary-sm", "col-xs-12-col-sm-6-col-md-4-col-lg-3", "mt-4-mb-2-px-3-py-1",
    "-webkit-box-orient-vertical", "rgba-255-255-255-0-8", "viewBox-0-0-24-24", "xmlns_xlink_href_svg",
    "jsonwebtoken-express-jwt", "plenipotentiaries", "electroencephalograph", "misappropriations",
    "lightheartedness", "circumnavigations", "teilnahmsvolleres", "Grenzhindernissen", "hochspezialisierte",
    "Hardwarekonfigurationen", "durchrutschender", "maquereauteraient", "pharmacodynamique", "bouleverseraient",
    "responsabiliserai", "diphtonguassions", "subsidiariamente", "ministerialmente", "insubstancialmente",
    "interlocutoriamente", "destemperamiento", "raffigurerebbero", "irragionevolezza", "superficialmente",
    "singhiozzerebbero", "dettagliatamente", "laagbouwwoningen", "gastdocentschappen", "volwassenenstrafrecht",
    "supermarktsector", "onnauwkeurigheid", "nieskartografowanymi", "odpoliturowywania", "niepowywarzanemu",
    "niezdelimitowaniami", "niemagnetowydmuchowy", "recontextualizantes", "praticabilidades", "desprestigiasses",
    "descentralizamos", "dessensibilizadas", "spec_log_request", "lineCommentStart", "getTypeRootsVersion",
    "MissingCloseBracket", "module_module_isbuiltin_modulename", "n_api_implications_of_abi_stability",
    "getClientCapabilities_static", "caret-square-left", "javascript-extension", "InterfaceConstructor",
    "flushClassNameAndNodeQueue", "UnimplementedDigestAuthOptionError", "base_terrain3d_offset", "enableStartMiter",
    "ERR_INVALID_AUTH", "napi_define_class", "MSBackgroundClip", "screenToDocumentRow",
    "n_api_napi_release_threadsafe_function", "utiltypesisgeneratorfunctionvalue", "data-property-name",
    "chacha_poly1305_digest", "glyphicon-volume-up", "precisionDecimal", "readableListening",
    "DefaultDocumentValidator", "HttpErrorGeneral", "_onGenericChange", "READ_FRAMEBUFFER_BINDING",
    "makeSearchSummary", "ui-icon-container", "pendingUpdateReason", "--------------------------------",
    "union_member_annotations", "RootRemovedEvent", "readablestreambyobreaderreleaselock", "STENCIL_BACK_FUNC",
    "fs_fs_write_fd_buffer_options_callback", "initialContextNode", "an-example-counting-stream",
    "detachScriptInfoIfNotRoot", "numericLiteralFlags", "locateNextMeaningfulToken",
    "forEachEnclosingBlockScopeContainer", "__________cytoscape_container", "_deviceCharWidth",
    "roundPositionForSharpStrokeRendering", "buffer_buf_entries", "assertIsHtmlTextAreaElement",
    "labelWrapCachedLines", "xsltProcessUserParamInternal", "resultsAreIncomplete", "auto_ranged_renderers",
    "fa-swimming-pool", "stream_readable_flatmap_fn_options", "commit-highlight", "HTTP2_HEADER_STATUS",
    "maplibregl-popup-anchor-left", "--jp-mirror-editor-builtin-color", "normalizePackage",
    "http2_http2session_and_sockets", "embed_items_notebook", "ObjectLiteralMethodSnippet", "apiMethodRegistry",
    "Delete_all_unused_imports_95147", "createSolutionBuilder", "isPluginDisabled", "ConnectionAbortedError",
    "--allow-mismatched-debuginfo", "shouldDestroyAllElements", "jp-Notification-Toast-success",
    "createBaseCertificateIdentities", "MSGotPointerCapture", "all_tty_writestreamgetcolordepthenv",
    "AesDerivedKeyParams", "addAbortListener",
  ]
}
