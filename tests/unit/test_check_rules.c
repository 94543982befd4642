#include "checking.h"

#include <string.h>

#include "check/rules.h"
#include "text/utf8.h"

/* One case: a form, answers that the rule speaks of, and answers it is quiet about. */
struct rule_case {
    enum rule_op op;
    const char *fields;
    const char *bad;
    const char *message; /* of the first finding of this operator */
    const char *good;
    const char *after;     /* the form's end: rules, limits, print */
    const char *said;      /* the draft's end where the rule speaks: pending, based_on … */
    const char *good_said; /* and where it is quiet */
    uint32_t count;        /* findings of the operator; 0: one */
};

#define LINE(rule) "  - {id: a, kind: line, label: 甲, rules: [{code: x, " rule "}]}"
#define TEXT(rule) "  - {id: a, kind: text, label: 甲, rules: [{code: x, " rule "}]}"
#define TABLE \
    "\n  - {id: t, kind: table, label: 表, columns: [{id: name, kind: line, label: 名称}," \
    " {id: n, kind: number, label: 数}, {id: effect, kind: text, label: 成效}," \
    " {id: ok, kind: yesno, label: 合格}]}"
#define MODE \
    "\n  - {id: m, kind: choice, label: 模式, options: [" \
    "{id: chain, label: 供应链赋能, words: [供应链赋能, 供应链模式]}," \
    " {id: plat, label: 平台赋能, brief: 平台}, {id: tech, label: 技术赋能, words: [技术]}]}"
#define CHECKLIST(rule) \
    "  - {id: c, kind: checklist, label: 清单, items: [{id: p, label: 子项}, {id: q, label: " \
    "丑项}]," \
    " rules: [{code: x, " rule "}]}"
#define MATERIALS(rule) \
    "  - {id: m, kind: materials, label: 材料, items: [{id: p, label: 执照, stamp: yes}," \
    " {id: q, label: 汇总表, applicant: no, stamp: yes}, {id: o, label: 其他, optional: yes," \
    " stamp: yes}, {id: f, label: 申报书, at_final: yes}], rules: [{code: x, " rule "}]}"
#define ELEMENTS(rule) \
    "  - {id: m, kind: choice, label: 模式, options: [{id: one, label: 甲}, {id: two, label: " \
    "乙}]}\n" \
    "  - {id: w, kind: text, label: 正文}\n" \
    "  - {id: v, kind: text, label: 别处}\n" \
    "  - {id: e, kind: elements, label: 要素, chosen_by: m, texts: [w], items: [" \
    "{id: open, label: 开放, of: one}, {id: link, label: 互通, of: one}," \
    " {id: green, label: 节能, of: two}], rules: [{code: x, " rule "}]}"
#define IMAGES \
    "  - {id: w, kind: text, label: 正文}\n" \
    "  - {id: i, kind: images, label: 插图, max_rows: 2, max_width: 1000, max_height: 900," \
    " rules: [{code: x, cited_in: [w]}]}"
#define FIGURES "print: {title: [题], sections: [s], figures: i, figure_word: 图}"

static const struct rule_case cases[] = {
    {RULE_LOOK, LINE("look: yes, severity: note"), "  a:", "“甲”要请人看一看。", .good = NULL},
    {RULE_LOOK, LINE("look: yes, severity: note, when: {field: a, is: 是}"), "  a: 是",
     "“甲”要请人看一看。", .good = "  a: 否"},
    {RULE_REQUIRED, "  - {id: a, kind: line, label: 甲, required: yes}", "  a:", "“甲”还没有填写。",
     .good = "  a: 有"},
    {RULE_REQUIRED, "  - {id: a, kind: text, label: 甲, required: yes}", "  a: \" \\u3000\"",
     "“甲”还没有填写。", .good = "  a: \" 有\""},
    {RULE_REQUIRED,
     "  - {id: a, kind: choices, label: 甲, required: yes, options: [{id: o, label: 哦}]}",
     "  a: []", "“甲”还没有填写。", .good = "  a: [o]"},
    {RULE_REQUIRED,
     "  - {id: a, kind: address, label: 地址, parts: [{id: city, label: 市, required: yes}, {id: "
     "rest, label: 号}]}",
     "  a: {rest: 一号}", "“地址·市”还没有填写。", .good = "  a: {city: 某市}"},
    {RULE_REQUIRED,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名, required: yes}, "
     "{id: o, kind: line, label: 别}]}",
     "  t:\n  - {n: 一, o: 二}\n  - {o: 三}", "第 2 行“名”还没有填写。",
     .good = "  t:\n  - {n: 一}"},
    {RULE_REQUIRED, "  - {id: i, kind: images, label: 插图, required: yes}", "  i: []",
     "“插图”还没有填写。", .good = "  i:\n  - {caption: 题}"},
    {RULE_LIMIT, "  - {id: a, kind: text, label: 甲, limit: 5}", "  a: 一二三四五 ERP",
     "“甲”有 6 字，上限 5 字，超出 1 字。", .good = "  a: 一二三四 ERP"},
    {RULE_KIND, "  - {id: a, kind: number, label: 甲}", "  a: 三百吧",
     "“甲”写成“三百吧”不对：要填数字。", .good = "  a: 1,280"},
    {RULE_KIND, "  - {id: a, kind: number, label: 甲}", "  a: \"3.5\"",
     "“甲”写成“3.5”不对：要填整数。", .good = "  a: \"35\""},
    {RULE_KIND, "  - {id: a, kind: money, label: 甲, decimals: 2}", "  a: \"3.505\"",
     "“甲”写成“3.505”不对：小数位数太多。", .good = "  a: \"3.50\""},
    {RULE_KIND, "  - {id: a, kind: date, label: 甲}", "  a: 2023-02-29",
     "“甲”写成“2023-02-29”不对：要填日期，如 2024-04-25。", .good = "  a: 2024年4月5日"},
    {RULE_KIND, "  - {id: a, kind: date, label: 甲, month: yes}", "  a: 四月",
     "“甲”写成“四月”不对：要填年月或年月日，如 2024-04 或 2024-04-25。", .good = "  a: 2024-04"},
    {RULE_KIND, "  - {id: a, kind: phone, label: 甲}", "  a: \"12345678901\"",
     "“甲”写成“12345678901”不对：不像电话号码。", .good = "  a: 0311-86012345、13800138000"},
    {RULE_KIND, "  - {id: a, kind: phone, label: 甲}", "  a: 13800138000、123",
     "“甲”写成“13800138000、123”不对：不像电话号码。", .good = "  a: \"88886666\""},
    {RULE_KIND, "  - {id: a, kind: email, label: 甲}", "  a: 甲@c.cn",
     "“甲”写成“甲@c.cn”不对：不像电子邮箱，如 name@example.com。", .good = "  a: a＠b.cn"},
    {RULE_KIND, "  - {id: a, kind: credit_code, label: 甲}", "  a: \"1132050000645697370\"",
     "“甲”写成“1132050000645697370”不对：要有 18 位。", .good = "  a: 91110108k36875517d"},
    {RULE_KIND, "  - {id: a, kind: credit_code, label: 甲}", "  a: 91440305OA31874874",
     "“甲”写成“91440305OA31874874”不对：第 9 位不是代码里会有的字符（没有 I、O、S、V、Z）。",
     .good = "  a: 91440305MA31874874"},
    {RULE_KIND, "  - {id: a, kind: credit_code, label: 甲}", "  a: 123A0200KM16176574",
     "“甲”写成“123A0200KM16176574”不对：第 3 到 8 位要是数字。", .good = "  a: 12370200KM16176574"},
    {RULE_CHECK_DIGIT, "  - {id: a, kind: credit_code, label: 甲}", "  a: 91110108K36875517D",
     "“甲”91110108K36875517D 的第 18 位校验不符，可能抄错了一位。",
     .good = "  a: 91110108K36875517C"},
    {RULE_AREA_CODE, "  - {id: a, kind: phone, label: 甲}", "  a: \"88886666\"",
     "“甲”88886666 没有区号。", .good = "  a: 010-88886666"},
    {RULE_MIN, "  - {id: a, kind: number, label: 甲, unit: 家, min: 8}", "  a: \"7\"",
     "“甲”是 7家，最小（最早）只能是 8家。", .good = "  a: \"8\""},
    {RULE_MIN, "  - {id: a, kind: date, label: 甲, min: 2024-01-01}", "  a: 2023-12-31",
     "“甲”是 2023年12月31日，最小（最早）只能是 2024年1月1日。", .good = "  a: 2024-01-01"},
    {RULE_MAX, "  - {id: a, kind: money, label: 甲, max: 100}", "  a: \"1,000.01\"",
     "“甲”是 1,000.01，最大（最晚）只能是 100。", .good = "  a: \"100.00\""},
    {RULE_MIN_ROWS,
     "  - {id: t, kind: table, label: 表, unit: 家, min_rows: 2, columns: [{id: n, kind: line, "
     "label: 名}]}",
     "  t:\n  - {n: 一}", "“表”现有 1 家，至少要有 2 家。",
     .good = "  t:\n  - {n: 一}\n  - {n: 二}"},
    {RULE_MIN_ROWS,
     "  - {id: t, kind: table, label: 表, min_rows: 1, columns: [{id: n, kind: line, label: 名}]}",
     "  t: []", "“表”现有 0 行，至少要有 1 行。", .good = "  t:\n  - {n: 一}"},
    {RULE_MAX_ROWS,
     "  - {id: t, kind: table, label: 表, max_rows: 1, columns: [{id: n, kind: line, label: 名}]}",
     "  t:\n  - {n: 一}\n  - {n: 二}", "“表”有 2 行，最多只能有 1 行。",
     .good = "  t:\n  - {n: 一}"},
    {RULE_MAX_ROWS, "  - {id: a, kind: files, label: 附件, max_rows: 1}", "  a: [b.pdf, c.pdf]",
     "“附件”有 2 个，最多只能有 1 个。", .good = "  a: [b.pdf]"},
    {RULE_UNIQUE,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名, unique: yes}]}",
     "  t:\n  - {n: 甲（乙）}\n  - {n: 丙}\n  - {n: 甲(乙)}\n  - {n: 丙}\n  - {n: \"\"}\n  - {n: "
     "\"\"}",
     "第 3 行“名”与第 1 行重复：甲(乙)。", .good = "  t:\n  - {n: 甲}\n  - {n: 乙}", .count = 2},
    {RULE_UNIQUE,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: credit_code, label: 码, unique: "
     "yes}]}",
     "  t:\n  - {n: 91110108K36875517C}\n  - {n: 91110108k36875517c}",
     "第 2 行“码”与第 1 行重复：91110108k36875517c。", .good = "  t:\n  - {n: 91110108K36875517C}"},
    {RULE_EQUALS,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: money, label: 数}]}\n"
     "  - {id: c, kind: computed, label: 合计, unit: 万元, sum_of: t.n}\n"
     "  - {id: a, kind: money, label: 总额, rules: [{code: x, equals: c}]}",
     "  t:\n  - {n: \"3\"}\n  - {n: \"2.5\"}\n  a: \"5\"", "“总额”是“5”，“合计”却是“5.5万元”。",
     .good = "  t:\n  - {n: \"3\"}\n  a: \"3\""},
    {RULE_PATTERN, LINE("pattern: \"[0-9]{3}|[0-9]\""), "  a: \"12\"", "“甲”写成“12”，格式不对。",
     .good = "  a: \"123\""},
    {RULE_PATTERN, LINE("pattern: \"[^0-9]*\""), "  a: \"张三 138\"",
     "“甲”写成“张三 138”，格式不对。", .good = "  a: 张三"},
    {RULE_PATTERN, LINE("pattern: '\\[甲\\]|[[:digit:]][]x]年(度)?'"), "  a: 1x年底",
     "“甲”写成“1x年底”，格式不对。", .good = "  a: 1]年"},
    {RULE_CONTAINS_ANY, TEXT("contains_any: [建议, 请求]"), "  a: 问题",
     "“甲”里没有这些词中的任何一个：建议、请求。", .good = "  a: 问题和请求"},
    {RULE_CONTAINS_ALL, TEXT("contains_all: [通过, 推动]"), "  a: 通过甲", "“甲”里没有“推动”。",
     .good = "  a: 通过甲推动乙"},
    {RULE_CONTAINS_NONE, TEXT("contains_none: [XX, ××, 某某]"), "  a: 由某某和XX",
     "“甲”里有“XX、某某”。", .good = "  a: 由X和×"},
    {RULE_PREFIX, LINE("prefix: {words: [\"1301\", \"1302\"], skip: 2}"), "  a: 9111010800",
     "“甲”从第 3 个字起不是 1301、1302。", .good = "  a: 91130208"},
    {RULE_PREFIX, LINE("prefix: {words: [1301], skip: 2}"), "  a: \"9\"",
     "“甲”从第 3 个字起不是 1301。", .good = "  a: ９１１３０１"},
    {RULE_SUFFIX, LINE("suffix: [公司, 厂]"), "  a: 某某药业", "“甲”不是以这些字结尾：公司、厂。",
     .good = "  a: 某某厂"},
    {RULE_IS_ONE_OF, LINE("is_one_of: [一, 二]"), "  a: 三", "“甲”是“三”，不在这几项之中：一、二。",
     .good = "  a: 二"},
    {RULE_IS_ONE_OF,
     "  - {id: a, kind: choices, label: 甲, options: [{id: x, label: 戌}, {id: y, label: 亥}], "
     "rules: [{code: x, is_one_of: [x]}]}",
     "  a: [x, y]", "“甲”是“戌、亥”，不在这几项之中：戌。", .good = "  a: [x]"},
    {RULE_ONE_LINE, "  - {id: a, kind: line, label: 甲}", "  a: \"一\\n二\"",
     "“甲”只能写成一行，中间不能换行。", .good = "  a: 一 二"},
    {RULE_EQUALS, LINE("equals: b") "\n  - {id: b, kind: line, label: 乙}",
     "  a: 甲（一）\n  b: 甲一", "“甲”是“甲（一）”，“乙”却是“甲一”。",
     .good = "  a: 甲（一）\n  b: 甲(一)"},
    {RULE_EQUALS, LINE("equals: b") "\n  - {id: b, kind: line, label: 乙}", "  a: 一\n  b: 二",
     "“甲”是“一”，“乙”却是“二”。", .good = "  a: 一"},
    {RULE_EQUALS,
     "  - {id: t, kind: table, label: 表, columns: [{id: m, kind: line, label: 名}, {id: n, kind: "
     "line, label: 又名, rules: [{code: x, equals: t.m}]}]}",
     "  t:\n  - {m: 一, n: 一}\n  - {m: 一, n: 二}", "第 2 行“又名”是“二”，“名”却是“一”。",
     .good = "  t:\n  - {m: 一, n: 一}\n  - {m: 二, n: 二}"},
    {RULE_DIFFERS_FROM, LINE("differs_from: b") "\n  - {id: b, kind: line, label: 乙}",
     "  a: 一\n  b: 一", "“甲”和“乙”一样：一。", .good = "  a: 一\n  b: 二"},
    {RULE_AMONG,
     "  - {id: b, kind: choices, label: 乙, options: [{id: x, label: 戌}, {id: y, label: 亥}]}\n"
     "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 戌}, {id: y, label: 亥}], "
     "rules: [{code: x, among: b}]}",
     "  b: [x]\n  a: y", "“甲”是“亥”，“乙”里没有选它。", .good = "  b: [x, y]\n  a: y"},
    {RULE_CONTAINS_FIELD,
     TEXT("contains_field: [b, c]") "\n  - {id: b, kind: line, label: 乙}\n  - {id: c, kind: line, "
                                    "label: 丙}",
     "  a: 别的\n  b: 某公司\n  c: 某厂", "“甲”里没有提到“乙”：某公司。",
     .good = "  a: 说到某厂\n  b: 某公司\n  c: 某厂"},
    {RULE_CONTAINS_FIELD, TEXT("contains_field: [b]") "\n  - {id: b, kind: line, label: 乙}",
     "  a: 别的\n  b: 某公司", "“甲”里没有提到“乙”：某公司。", .good = "  a: 别的"},
    {RULE_NOT_START_OF, TEXT("not_start_of: b") "\n  - {id: b, kind: text, label: 乙}",
     "  a: 第一句。第二……\n  b: 第一句。第二句。第三句。", "“甲”只是“乙”开头的一段。",
     .good = "  a: 第一句。第二句。\n  b: 第一句。第二句。"},
    {RULE_MENTIONS_CHOICE, TEXT("mentions_choice: m") MODE, "  a: 通过技术\n  m: chain",
     "“甲”里没有提到“模式”所选的“供应链赋能”。", .good = "  a: 按供应链模式\n  m: chain"},
    {RULE_MENTIONS_CHOICE, TEXT("mentions_choice: m") MODE, "  a: 通过技术\n  m: plat",
     "“甲”里没有提到“模式”所选的“平台赋能”。", .good = "  a: 建了平台\n  m: plat"},
    {RULE_MENTIONS_NO_OTHER, TEXT("mentions_no_other: m") MODE,
     "  a: 按供应链赋能，建平台赋能\n  m: chain",
     "“甲”里提到“平台赋能”，“模式”选的却是“供应链赋能”。", .good = "  a: 按供应链赋能\n  m: chain"},
    {RULE_MENTIONS_NAMES, TEXT("mentions_names: {column: t.name, at_least: 2}") TABLE,
     "  a: 甲（一）公司如何\n  t:\n  - {name: 甲(一)公司}\n  - {name: 乙公司}",
     "“甲”提到“名称”中的 1 个，至少要提到 2 个。",
     .good = "  a: 甲（一）公司、乙公司\n  t:\n  - {name: 甲(一)公司}\n  - {name: 乙公司}"},
    {RULE_NAMES_IN_TABLE,
     TEXT(
         "names_in_table: {column: t.name, suffixes: [公司, 有限公司, 厂], but: [b]}") "\n  - {id: "
                                                                                       "b, kind: "
                                                                                       "line, "
                                                                                       "label: "
                                                                                       "乙}" TABLE,
     "  a: 我公司与演示药业（河北）有限公司、大河机械厂及东方药业有限公司合作。\n  b: 大河机械厂\n"
     "  t:\n  - {name: 演示药业(河北)有限公司}",
     "“甲”里的“东方药业有限公司”在“名称”一栏里查不到。",
     .good = "  a: 本公司与演示药业(河北)有限公司、大河机械厂合作，该厂很好。\n  b: 大河机械厂\n"
             "  t:\n  - {name: 演示药业（河北）有限公司}"},
    {RULE_AT_LEAST_POINTS, TEXT("at_least_points: 2"), "  a: |\n    （一）甲\n    乙",
     "“甲”分了 1 条，至少要分 2 条。", .good = "  a: |\n    （一）甲\n    （二）乙"},
    {RULE_AT_LEAST_FIGURES, TEXT("at_least_figures: 2"), "  a: 2024年提高35%",
     "“甲”里有 1 个数据，至少要有 2 个。", .good = "  a: 提高35%，带动12家"},
    {RULE_FIGURES_IN_TABLE, TEXT("figures_in_table: {column: t.effect}") TABLE,
     "  a: 提高35%，降低5%，服务十二家，投入1,280万元\n  t:\n  - {effect: 提高35%}\n  - {effect: "
     "12家，1280万元}",
     "“甲”里的数据“5%”在“成效”一栏里找不到出处。",
     .good = "  a: 提高35%，服务十二家\n  t:\n  - {effect: 提高３５％}\n  - {effect: 12家}"},
    {RULE_QUANTITY_EQUALS_ROWS,
     TEXT("quantity_equals_rows: {table: t, near: [带动], unit: [家]}") TABLE,
     "  a: 已带动中小企业3家\n  t:\n  - {name: 一}\n  - {name: 二}",
     "“甲”写的是“3家”，“表”表里有 2 行。",
     .good = "  a: 带动中小企业2家；另有3家。又用3台，带动\n  t:\n  - {name: 一}\n  - {name: 二}"},
    {RULE_QUANTITY_EQUALS_ROWS,
     TEXT("quantity_equals_rows: {table: t, near: [带动], unit: [家], within: 5}") TABLE,
     "  a: 三家企业被带动\n  t:\n  - {name: 一}", "“甲”写的是“三家”，“表”表里有 1 行。",
     .good = "  a: 三家企业一二三被带动\n  t:\n  - {name: 一}"},
    {RULE_STALE_AFTER, TEXT("stale_after: b") "\n  - {id: b, kind: text, label: 乙}",
     "  a: 短\n  b: 改过的长", "“乙”改过了，“甲”还没有跟着看一遍。", .good = "  a: 短\n  b: 长",
     .said = "based_on: {a: 7e56361b9e1b8034}", .good_said = "based_on: {a: 7e56361b9e1b8034}"},
    {RULE_TIED, ELEMENTS("tied: yes"),
     "  m: one\n  w: 开放接口\n  e:\n  - {id: open, tie: {field: w, quote: 接口}}",
     "要素“互通”还没有指认正文里的话。",
     .good = "  m: one\n  w: 开放接口\n  e:\n  - {id: open, tie: {field: w, quote: 接口}}\n"
             "  - {id: link, tie: {field: w, quote: 开放}}"},
    {RULE_TIED, ELEMENTS("tied: yes"), "  m: two", "要素“节能”还没有指认正文里的话。",
     .good = "  w: 没选"},
    {RULE_QUOTES_STAND, ELEMENTS("quotes_stand: yes"),
     "  m: one\n  w: 开放接口\n  e:\n  - {id: open, tie: {field: w, quote: 互联}}\n"
     "  - {id: green, tie: {field: w, quote: 节能}}",
     "要素“开放”指认的话在“正文”里找不到了：互联",
     .good = "  m: one\n  w: 开放接口\n  e:\n  - {id: open, tie: {field: w, quote: 接口}}"},
    {RULE_QUOTES_STAND, ELEMENTS("quotes_stand: yes"),
     "  m: one\n  v: 开放接口\n  e:\n  - {id: open, tie: {field: v, quote: 接口}}",
     "要素“开放”指认的话在“别处”里找不到了：接口", .good = NULL},
    {RULE_COUNT_WHERE,
     "  - {id: t, kind: table, label: 表, columns: [{id: ok, kind: yesno, label: 合格}], rules: "
     "[{code: x, count_where: {column: t.ok, is: yes, at_least: 2}}]}",
     "  t:\n  - {ok: yes}\n  - {ok: no}", "“表”里“合格：是”的有 1 行，至少要有 2 行。",
     .good = "  t:\n  - {ok: yes}\n  - {ok: yes}"},
    {RULE_COUNT_WHERE,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}], rules: "
     "[{code: x, count_where: {column: t.n, filled: yes, at_least: 1}}]}",
     "  t:\n  - {n: \"\"}", "“表”里“名”的有 0 行，至少要有 1 行。", .good = "  t:\n  - {n: 一}"},
    {RULE_COUNT_WHERE,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}], rules: "
     "[{code: x, count_where: {column: t.n, is_one_of: [一, 二], at_least: 2}}]}",
     "  t:\n  - {n: 一}\n  - {n: 三}", "“表”里“名：一、二”的有 1 行，至少要有 2 行。",
     .good = "  t:\n  - {n: 一}\n  - {n: 二}"},
    {RULE_SUM,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: money, label: 数}], rules: "
     "[{code: x, sum: {column: t.n, at_least: 10}}]}",
     "  t:\n  - {n: \"9.5\"}\n  - {n: 没有}\n  - {n: \"0.4\"}",
     "“表”的“数”合计是 9.9，应当不小于 10。", .good = "  t:\n  - {n: \"9.5\"}\n  - {n: \"0.5\"}"},
    {RULE_SUM,
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: money, label: 数}], rules: "
     "[{code: x, sum: {column: t.n, at_most: 10}}]}",
     "  t:\n  - {n: \"10.01\"}", "“表”的“数”合计是 10.01，应当不大于 10。",
     .good = "  t:\n  - {n: \"10\"}"},
    {RULE_SELF_IN_TABLE,
     "  - {id: b, kind: line, label: 本单位}\n"
     "  - {id: t, kind: table, label: 表, columns: [{id: n, kind: line, label: 名}], rules: "
     "[{code: x, self_in_table: {column: t.n, field: b}}]}",
     "  b: 某（河北）公司\n  t:\n  - {n: 乙}\n  - {n: 某(河北)公司}",
     "第 2 行“名”和“本单位”相同：某(河北)公司。",
     .good = "  b: 某公司\n  t:\n  - {n: 乙}\n  - {n: \"\"}"},
    {RULE_ALL_ANSWERED, CHECKLIST("all_answered: yes"), "  c: {p: {state: no}}",
     "“清单”中的“丑项”还没有回答。", .good = "  c: {p: {state: no}, q: {state: yes}}"},
    {RULE_ALL_YES, CHECKLIST("all_yes: yes"), "  c: {p: {state: no}}", "“清单”中的“子项”答了“否”。",
     .good = "  c: {p: {state: yes}}"},
    {RULE_TICKED_AT_LEAST, CHECKLIST("ticked_at_least: 2"),
     "  c: {p: {state: yes}, q: {state: no}}", "“清单”勾了 1 项，至少要勾 2 项。",
     .good = "  c: {p: {state: yes}, q: {state: yes}}"},
    {RULE_TICK_NEEDS_NOTE, CHECKLIST("tick_needs_note: yes"),
     "  c: {p: {state: yes}, q: {state: no}}", "“清单”中的“子项”还没有写说明。",
     .good = "  c: {p: {state: yes, note: 有}, q: {state: no}}"},
    {RULE_STATE_IS, MATERIALS("state_is: {words: [have]}"), "  m: {p: {state: missing}}",
     "“执照”还没有备好。", .good = "  m: {p: {state: have}}"},
    {RULE_STATE_IS, MATERIALS("state_is: {words: [have, none], items: [o]}"),
     "  m: {p: {state: missing}}", "“其他”还没有备好。", .good = "  m: {o: {state: none}}"},
    {RULE_STAMPED, MATERIALS("stamped: yes"), "  m: {p: {state: have}, o: {state: missing}}",
     "“执照”还没有盖章。", .good = "  m: {p: {state: have, stamped: yes}}"},
    {RULE_STAMPED,
     "  - {id: t, kind: table, label: 表, columns: [{id: p, kind: material, label: 证明, stamp: "
     "yes, rules: [{code: x, stamped: yes}]}]}",
     "  t:\n  - {p: {files: [a.pdf], stamped: yes}}\n  - {p: {files: [b.pdf]}}",
     "第 2 行“证明”还没有盖章。",
     .good = "  t:\n  - {p: {files: [a.pdf], stamped: yes}}\n  - {p: {state: missing}}"},
    {RULE_FILES_EXIST, "  - {id: a, kind: files, label: 附件}",
     "  a: [there.png, gone.pdf, ../out.pdf, unknown.pdf]",
     "“附件”的文件找不到：gone.pdf；不在草稿所在的文件夹里：../out.pdf。",
     .good = "  a: [there.png, unknown.pdf]"},
    {RULE_FILES_EXIST, "  - {id: a, kind: files, label: 附件}", "  a: [../out.pdf]",
     "“附件”的文件不在草稿所在的文件夹里：../out.pdf。", .good = "  a: [there.png]"},
    {RULE_FILES_EXIST, IMAGES, "  w: 见图1\n  i:\n  - {file: [gone.pdf]}",
     "第 1 行“插图”的文件找不到：gone.pdf。", .good = "  w: 见图1\n  i:\n  - {file: [there.png]}",
     .after = FIGURES},
    {RULE_FILES_EXIST, IMAGES, "  w: 见图1\n  i:\n  - {file: [../out.pdf]}",
     "第 1 行“插图”的文件不在草稿所在的文件夹里：../out.pdf。",
     .good = "  w: 见图1\n  i:\n  - {file: [there.png]}", .after = FIGURES},
    {RULE_PICTURE_READABLE, IMAGES, "  w: 见图1\n  i:\n  - {file: [text.png]}",
     "第 1 行“插图”的图片 text.png 读不出：不是图片",
     .good = "  w: 见图1\n  i:\n  - {file: [there.png]}", .after = FIGURES},
    {RULE_PICTURE_READABLE, IMAGES, "  w: 见图1\n  i:\n  - {file: [broken.png]}",
     "第 1 行“插图”的图片 broken.png 读不出：文件头坏了。",
     .good = "  w: 见图1\n  i:\n  - {file: [unknown.pdf]}", .after = FIGURES},
    {RULE_PICTURE_WITHIN, IMAGES, "  w: 见图1\n  i:\n  - {file: [big.png]}",
     "第 1 行“插图”的图片 big.png 是宽 1280、高 720 像素，上限是宽 1000、高 900 像素。",
     .good = "  w: 见图1\n  i:\n  - {file: [there.png]}", .after = FIGURES},
    {RULE_CITED_IN, IMAGES, "  w: 见图１和图12\n  i:\n  - {caption: 架构}\n  - {caption: 流程}",
     "正文里没有提到图2（流程）。",
     .good = "  w: 见图1，图 2\n  i:\n  - {caption: 架构}\n  - {caption: 流程}", .after = FIGURES},
    {RULE_NOT_OLDER_THAN,
     "  - {id: a, kind: date, label: 甲, rules: [{code: x, not_older_than: {days: 30}}]}",
     "  a: 2024-05-01", "“甲”是 2024年5月1日，距今 31 天，已超过 30 天。",
     .good = "  a: 2024-05-02"},
    {RULE_TOTAL,
     "  - {id: a, kind: text, label: 甲, counted: yes}\n  - {id: b, kind: text, label: 乙, "
     "counted: yes}",
     "  a: 一二三四\n  b: 五六", "“合计”共 6 字，上限 5 字，超出 1 字。",
     .good = "  a: 一二三\n  b: 五六",
     .after = "limits: [{id: l, title: 合计, max: 5, of: [a, b]}]"},
    {RULE_TOTAL,
     "  - {id: a, kind: text, label: 甲, counted: yes}\n  - {id: b, kind: text, label: 乙}",
     "  a: 一二三四\n  b: 五六", "“全文”共 4 字，上限 3 字，超出 1 字。",
     .good = "  a: 一二三\n  b: 五六",
     .after = "limits: [{id: l, title: 全文, max: 3, whole: yes}]"},
    {RULE_TOTAL_PRINTED,
     "  - {id: a, kind: text, label: 甲, counted: yes, heading: yes}\n"
     "  - {id: b, kind: text, label: 乙, print: no}\n  - {id: i, kind: images, label: 插图}",
     "  a: 一二三四\n  b: 五六\n  i:\n  - {caption: 题}",
     "连标题、图题一起算，“全文”是 10 字，超过 9 字。",
     .good = "  a: 一二三\n  i:\n  - {caption: 题}",
     .after = FIGURES
     "\nlimits: [{id: l, title: 全文, max: 99, whole: yes}]\nrules: [{code: x, total_printed: 9}]"},
    {RULE_GREY_ZONE, "  - {id: a, kind: text, label: 甲, counted: yes, limit: 9}",
     "  a: 用 ERP 系统", "“全文”按字数没有超，按字符数是 8，超过 7。", .good = "  a: 用系统",
     .after =
         "limits: [{id: l, title: 全文, max: 7, whole: yes}]\nrules: [{code: x, grey_zone: yes}]"},
    {RULE_PENDING, "  - {id: a, kind: email, label: 甲, required: yes}",
     "  a:", "“甲”还是待补：等待开通。", .good = "  a: a@b.cn", .said = "pending: {a: 等待开通}"},
};

static void add_fact(struct facts *facts, const char *path, enum file_state state, uint32_t width,
                     uint32_t height)
{
    struct file_fact *fact = facts_add(facts, sv_from(path));
    fact->state = state;
    fact->picture = width > 0;
    fact->width = width;
    fact->height = height;
}

static void gather_facts(struct facts *facts)
{
    add_fact(facts, "there.png", FILE_THERE, 1000, 900);
    add_fact(facts, "big.png", FILE_THERE, 1280, 720);
    add_fact(facts, "text.png", FILE_THERE, 0, 0);
    add_fact(facts, "broken.png", FILE_UNREADABLE, 0, 0);
    str_set(&facts_add(facts, SV("broken.png"))->trouble, SV("文件头坏了。"));
    add_fact(facts, "gone.pdf", FILE_MISSING, 0, 0);
    add_fact(facts, "../out.pdf", FILE_OUTSIDE, 0, 0);
    add_fact(facts, "unknown.pdf", FILE_UNKNOWN, 0, 0);
}

static size_t of_operator(const struct findings *all, enum rule_op op, const struct finding **first)
{
    size_t count = 0;
    for (size_t i = 0; i < all->len; i++)
        if (all->ptr[i].rule->op == op && count++ == 0)
            *first = &all->ptr[i];
    return count;
}

static void check_draft(const struct draft *draft, struct findings *out)
{
    struct facts facts = {0};
    gather_facts(&facts);
    struct check_input in = {draft, &facts, {2024, 6, 1}, GATE_CITY};
    check_run(&in, out);
    facts_release(&facts);
}

/* What is wrong with a finding, NULL where it is as wanted. */
static const char *trouble_with(const struct rule_case *c, const struct finding *first)
{
    if (!sv_eq(str_sv(&first->message), sv_from(c->message)))
        return "the message is another one";
    if (first->fix.len == 0 || sv_contains(str_sv(&first->fix), SV("{")))
        return "what would clear it is not said";
    return NULL;
}

static bool case_holds(const struct rule_case *c, const struct form *form, bool bad)
{
    struct draft *draft = draft_of(form, bad ? c->bad : c->good, bad ? c->said : c->good_said);
    struct findings all = {0};
    const struct finding *first = NULL;
    check_draft(draft, &all);
    size_t count = of_operator(&all, c->op, &first), want = !bad ? 0 : c->count ? c->count : 1;
    const char *trouble = count != want ? "another number of findings"
                          : bad         ? trouble_with(c, first)
                                        : NULL;
    if (trouble) {
        print_error("%s: %s\n%s\n%s\nwanted %zu: %s\n", rule_op_key(c->op).ptr, trouble, c->fields,
                    bad ? c->bad : c->good, want, c->message);
        for (size_t i = 0; i < all.len; i++)
            print_error("  %s: %s\n", all.ptr[i].key.ptr, all.ptr[i].message.ptr);
    }
    findings_release(&all);
    draft_free(draft);
    return !trouble;
}

static void test_operators(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct form *form = form_of(cases[i].fields, cases[i].after);
        failed += !case_holds(&cases[i], form, true);
        failed += cases[i].good && !case_holds(&cases[i], form, false);
        form_free(form);
    }
    assert_int_equal(failed, 0);
}

/* What follows a NUL does not escape the expression. */
static void test_pattern_to_the_end(void **state)
{
    (void)state;
    struct form *form = form_of(TEXT("pattern: 张三"), NULL);
    struct draft *draft = draft_new(form);
    struct findings all = {0};
    draft_set(draft, NULL, (struct place){0, 0}, SV("张三\0李四"));
    check_draft(draft, &all);
    assert_int_equal(all.len, 1);
    assert_text(str_sv(&all.ptr[0].message), "“甲”写成“张三 李四”，格式不对。");
    findings_release(&all);
    draft_free(draft);
    form_free(form);
}

/* Whatever stands in the answers, a check ends, and what it says is one line of UTF-8 with a span
 * inside the text. */
static const struct sv hostile[] = {
    {"", 0},
    {"\n\n", 2},
    {"\xff\xfe\xe5", 3},
    {"图图1图", 10},
    {"有限公司公司（）厂", 27},
    {"（（（公司", 15},
    {"99999999999999999999999999%家带动一二三四五六七八九十百千万亿", 78},
    {"供应链赋能平台", 21},
    {"\x1b[31m", 5},
    {"{label}{value}", 14},
    {"1\n2\n3", 5},
    {"\xe2\x80\xa8。", 6},
    {"yes", 3},
    {"have", 4},
    {"open", 4},
    {"2024-02-30", 10},
};

static void fill_with(struct draft *draft, size_t from)
{
    for (uint32_t f = 0; f < draft->form->field_count; f++)
        if (kind_flags(draft->form->fields[f].kind) & KIND_ROWS)
            for (int i = 0; i < 3; i++)
                draft_row_add(draft, NULL, f, 0, SV(""));
    for (uint32_t f = 0; f < draft->form->field_count; f++) {
        const struct field *field = &draft->form->fields[f];
        if (!(kind_flags(field->kind) & KIND_LEAF))
            continue;
        if (field->table == NO_FIELD) {
            draft_set(draft, NULL, (struct place){f, 0}, hostile[from++ % COUNT_OF(hostile)]);
            continue;
        }
        const struct rows *rows = draft_rows(draft, field->table);
        for (size_t r = 0; r < rows->len; r++)
            draft_set(draft, NULL, (struct place){f, rows->ptr[r].key},
                      hostile[from++ % COUNT_OF(hostile)]);
    }
}

static void check_well_said(const struct draft *draft, const struct finding *f)
{
    struct str line = {0};
    finding_add_line(&line, draft, "f", f);
    assert_int_equal(sv_find_byte(str_sv(&line), '\n', 0), SV_NONE);
    assert_int_equal(sv_find_byte(str_sv(&line), '\x1b', 0), SV_NONE);
    assert_true(utf8_valid(str_sv(&line), NULL));
    assert_true(f->from <= f->to);
    if (f->to)
        assert_true(f->to <= draft_text(draft, f->place).len);
    str_release(&line);
}

static void test_hostile_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct form *form = form_of(cases[i].fields, cases[i].after);
        for (size_t from = 0; from < COUNT_OF(hostile); from++) {
            struct draft *draft = draft_new(form);
            struct findings all = {0};
            fill_with(draft, from);
            check_draft(draft, &all);
            for (size_t k = 0; k < all.len; k++)
                check_well_said(draft, &all.ptr[k]);
            findings_release(&all);
            draft_free(draft);
        }
        form_free(form);
    }
}

/* Every operator is seen to speak and to be quiet, and has words of its own. */
static void test_all_are_there(void **state)
{
    (void)state;
    for (unsigned op = 0; op < RULE_OP_COUNT; op++) {
        bool spoke = false, quiet = false;
        for (size_t i = 0; i < COUNT_OF(cases); i++) {
            spoke |= cases[i].op == op;
            quiet |= cases[i].op == op && cases[i].good;
        }
        if (!spoke || !quiet)
            fail_msg("no case for %s", rule_op_key((enum rule_op)op).ptr);
        assert_non_null(rule_op((enum rule_op)op)->ask);
        assert_true(strlen(rule_op((enum rule_op)op)->message) > 0);
        assert_true(strlen(rule_op((enum rule_op)op)->fix) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operators),
        cmocka_unit_test(test_pattern_to_the_end),
        cmocka_unit_test(test_hostile_answers),
        cmocka_unit_test(test_all_are_there),
    };
    return cmocka_run_group_tests_name("check rules", tests, NULL, NULL);
}
