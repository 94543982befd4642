#include "unit.h"

#include "form/form_load.h"

/*
 * What lint says: each row is a definition with one mistake, where it is (line and column of the
 * node) and what must be in the message and in the hint. The heads take lines 1 to 4 and 5 to 8, so
 * that the rows' own text starts at line 5 or 9.
 */
#define TOP "tianbiao_form: 1\nid: f\nversion: 1\ntitle: 题\n"
#define FIELDS "sections:\n- id: s\n  title: 部分\n  fields:\n"
/* Fields that others refer to, on lines 9 to 14. */
#define SOME \
    FIELDS "  - {id: a, kind: line, label: 甲}\n" \
           "  - {id: t, kind: text, label: 文}\n" \
           "  - {id: n, kind: number, label: 数}\n" \
           "  - {id: c, kind: choice, label: 选, options: [{id: one, label: 一}]}\n" \
           "  - {id: m, kind: choices, label: 多, options: [{id: two, label: 二}]}\n" \
           "  - {id: r, kind: table, label: 表, columns: [{id: x, kind: line, label: 列}]}\n"

struct mistake {
    const char *source;
    uint32_t line;
    uint32_t column;
    const char *message;
    const char *hint; /* NULL: none */
};

static const struct mistake top[] = {
    {"", 1, 1, "不是表单定义", NULL},
    {"- 1\n", 1, 1, "不是表单定义", NULL},
    {"tianbiao_form: 2\nnonsense: 1\n", 1, 16, "定义格式是“2”", "新版本的程序"},
    {"tianbiao_form: 1\nid: f\nversion: 1\n" FIELDS "  - {id: a, kind: line, label: 甲}\n", 1, 1,
     "表单缺少“title”", NULL},
    {TOP, 1, 1, "表单缺少“sections”", NULL},
    {TOP "titel: 题\n" SOME, 5, 1, "表单没有“titel”这个键", "“title”"},
    {TOP "colour: red\n" SOME, 5, 1, "没有“colour”这个键", NULL},
    {TOP "copies: 三\n" SOME, 5, 9, "“copies”这里要写一个整数", NULL},
    {TOP "copies: 0\n" SOME, 5, 9, "从 1 到 100", NULL},
    {TOP "copies: [3]\n" SOME, 5, 9, "“copies”后面要写一个整数", NULL},
    {TOP "issuer:\n" SOME, 5, 1, "“issuer”后面是空的", NULL},
    {TOP "date: 2024-02-30\n" SOME, 5, 7, "不是一个日期", "2024-04-25"},
    {TOP "date: 2024-02\n" SOME, 5, 7, "不是一个日期", "2024-04-25"},
    {TOP "language: 中文\n" SOME, 5, 11, "不是语言的代号", "zh-CN"},
    {TOP "count: wrod\n" SOME, 5, 8, "没有“wrod”这种字数规则", "“word”"},
    {TOP "count: 页\n" SOME, 5, 8, "字数规则", "chars-with-spaces"},
    {"tianbiao_form: 1\nid: My_Form\nversion: 1\ntitle: 题\n" SOME, 2, 5, "不能作表单的名字",
     "连字符"},
    {TOP "basis: {a: 1}\n" SOME, 5, 8, "“basis”后面要写一个值或一个列表", NULL},
    {TOP "basis: []\n" SOME, 5, 8, "一项也没有", NULL},
    {TOP "brief: \"短\\e名\"\n" SOME, 5, 8, "控制字符 U+001B", NULL},
    {TOP "brief: \"短\\u202e名\"\n" SOME, 5, 8, "控制字符 U+202E", NULL},
    {TOP "brief: |\n  短\n  名\n" SOME, 5, 8, "不能换行", NULL},
    {TOP "rounds: [{id: r1, label: 轮, month: 2024-13}]\n" SOME, 5, 36, "不是一个月份", "2024-08"},
    {TOP "rounds: [{id: r1, label: 轮, month: 2024-08-01}]\n" SOME, 5, 36, "不是一个月份",
     "不编日子"},
    {TOP
     "rounds:\n- {id: r, label: 轮, month: 2024-08}\n- {id: r, label: 轮, month: 2024-09}\n" SOME,
     7, 8, "轮次“r”已经有了", NULL},
    {TOP "clauses: {一: \"\"}\n" SOME, 5, 11, "条款号和原文都要写上", NULL},
    {TOP "clauses: {一(一): 文}\ndoubts: [{clause: 一（一）, text: 疑}]\n" SOME, 6, 19,
     "没有条款“一（一）”", NULL},
    {TOP "clauses: {附1.一(一): 文}\ndoubts: [{clause: 附1.一(二), text: 疑}]\n" SOME, 6, 19,
     "没有条款“附1.一(二)”", "“附1.一(一)”"},
    {TOP "review: [{clause: 一}]\nclauses: {一: 文}\n" SOME, 5, 10, "缺少“text”", NULL},
};

static const struct mistake sections[] = {
    {TOP "sections: []\n", 5, 11, "一项也没有", NULL},
    {TOP "sections: yes\n", 5, 11, "“sections”后面要写一个列表", NULL},
    {TOP "sections:\n- a\n", 6, 3, "部分要写成一组“键: 值”", NULL},
    {TOP "sections:\n- {id: s, fields: [{id: a, kind: line, label: 甲}]}\n", 6, 3,
     "部分缺少“title”", NULL},
    {TOP "sections:\n- {id: S, title: 部分, fields: [{id: a, kind: line, label: 甲}]}\n", 6, 8,
     "不能作部分的名字", "小写字母"},
    {TOP "sections:\n- {id: s, title: 甲, fields: [{id: a, kind: line, label: 甲}]}\n"
         "- {id: s, title: 乙, fields: [{id: b, kind: line, label: 乙}]}\n",
     7, 8, "部分“s”已经有了", NULL},
    {TOP "sections:\n- id: s\n  title: 部分\n  limit: 300\n  fields:\n  - {id: a, kind: line, "
         "label: 甲}\n",
     8, 10, "没有计字的字段", "counted: yes"},
};

static const struct mistake fields[] = {
    {TOP FIELDS "  - {id: a, label: 甲}\n", 9, 5, "缺少“kind”", NULL},
    {TOP FIELDS "  - {id: a, kind: lines, label: 甲}\n", 9, 19, "没有“lines”这个种类", "“line”"},
    {TOP FIELDS "  - {id: a, kind: item, label: 甲}\n", 9, 19, "没有“item”这个种类", NULL},
    {TOP FIELDS "  - {id: a, kind: line}\n", 9, 5, "“line”类的字段缺少“label”", NULL},
    {TOP FIELDS "  - {kind: line, label: 甲}\n", 9, 5, "缺少“id”", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, guidence: 说明}\n", 9, 35,
     "没有“guidence”这个键", "“guidance”"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, options: [{id: x, label: 一}]}\n", 9, 35,
     "“line”类的字段不能写“options”", "别的种类"},
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲}\n", 9, 5, "缺少“options”", NULL},
    {TOP FIELDS "  - {id: a, kind: text, label: 甲, required: maybe}\n", 9, 45, "不能写“maybe”",
     "warning"},
    {TOP FIELDS "  - {id: a, kind: text, label: 甲, counted: true}\n", 9, 44, "要写 yes 或 no",
     "小写"},
    {TOP FIELDS "  - {id: a, kind: text, label: 甲, limit: 0}\n", 9, 42, "从 1 到 1000000", NULL},
    {TOP FIELDS "  - {id: a, kind: text, label: 甲, limit: -5}\n", 9, 42, "整数", NULL},
    {TOP FIELDS "  - {id: a, kind: text, label: 甲, limit: 99999999999999999999}\n", 9, 42, "整数",
     NULL},
    {TOP FIELDS "  - {id: A.b, kind: line, label: 甲}\n", 9, 10, "“A.b”不能作名字", "小写字母开头"},
    {TOP FIELDS "  - {id: a..b, kind: line, label: 甲}\n", 9, 10, "不能作名字", "用点隔开"},
    {TOP FIELDS "  - {id: a., kind: line, label: 甲}\n", 9, 10, "不能作名字", "用点隔开"},
    {TOP FIELDS "  - {id: 名称, kind: line, label: 甲}\n", 9, 10, "不能作名字", "小写字母"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲}\n  - {id: a, kind: line, label: 乙}\n", 10, 10,
     "“a”已经有了", "第 9 行"},
    {TOP FIELDS "  - {id: a.b, kind: line, label: 甲}\n  - {id: a, kind: line, label: 乙}\n", 9, 10,
     "“a.b”和字段“a”冲突", "改名"},
    {TOP FIELDS "  - {id: a.b, kind: line, label: 甲}\n  - {id: a.b.c.d, kind: line, label: 乙}\n",
     10, 10, "全名不能是别的全名的前段", "a.b.main"},
    {TOP FIELDS "  - {id: a, kind: number, label: 甲, min: 大}\n", 9, 42, "要写一个数", NULL},
    {TOP FIELDS "  - {id: a, kind: number, label: 甲, min: 5, max: 4.5}\n", 9, 50,
     "max 比 min 还小", NULL},
    {TOP FIELDS "  - {id: a, kind: number, label: 甲, decimals: 7}\n", 9, 47, "从 0 到 6", NULL},
    {TOP FIELDS "  - {id: a, kind: date, label: 甲, max: 昨天}\n", 9, 40, "要写一个日期", NULL},
    {TOP FIELDS "  - {id: a, kind: date, label: 甲, min: 2024-05}\n", 9, 40, "要写一个日期", NULL},
    {TOP FIELDS "  - {id: a, kind: date, label: 甲, min: 2024-05-02, max: 2024-05-01}\n", 9, 57,
     "max 比 min 还小", NULL},
    {TOP FIELDS "  - {id: a, kind: date, month: yes, label: 甲, min: 2024-06, max: 2024-05-31}\n",
     9, 66, "max 比 min 还小", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, clause: 九}\n", 9, 43, "没有条款“九”", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, checks: {form: off}}\n", 9, 44,
     "没有自带的规则“form”", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, checks: {log: off}}\n", 9, 44,
     "没有自带的规则“log”", "“long”"},
    {TOP FIELDS "  - {id: a, kind: email, label: 甲, checks: {form: no}}\n", 9, 51, "不是轻重",
     "off"},
    {TOP FIELDS
     "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 一}, {id: x, label: 二}]}\n",
     9, 71, "选项“x”已经有了", NULL},
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲, options: [{id: 一, label: 一}]}\n", 9, 52,
     "不能作选项的名字", "小写字母"},
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲, options: [{id: x, lable: 一, label: 一}]}\n",
     9, 55, "选项没有“lable”这个键", "“label”"},
    {TOP FIELDS "  - {id: a, kind: address, label: 甲, parts: [{id: city}]}\n", 9, 46,
     "地址的一段缺少“label”", NULL},
    {TOP FIELDS
     "  - {id: a, kind: checklist, label: 甲, items: [{id: x, label: 一, stamp: yes}]}\n",
     9, 66, "勾选项不能写“stamp”", "README"},
    {TOP FIELDS "  - {id: a, kind: checklist, label: 甲, items: [{id: x, label: 一, details: "
                "[{id: note, kind: line, label: 细}]}]}\n",
     9, 81, "“a.x.note”已经有了", "换一个名字"},
    {TOP FIELDS "  - {id: a, kind: checklist, label: 甲, items: [{id: x, label: 一, details: "
                "[{id: d, kind: table, label: 细}]}]}\n",
     9, 90, "“table”类的字段不能写在这里", NULL},
    {TOP FIELDS "  - {id: a, kind: materials, label: 甲, items: [{id: x, label: 一, ovner: 谁}]}\n",
     9, 66, "材料项没有“ovner”这个键", "“owner”"},
    {TOP FIELDS
     "  - {id: a, kind: materials, label: 甲, items: [{id: x, label: 一, of_table: a}]}\n",
     9, 76, "“a”是“materials”类的字段", "table"},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, min_rows: 8, max_rows: 7, columns: "
                "[{id: x, kind: line, label: 列}]}\n",
     9, 59, "最多 7 行，却又要求至少 8 行", NULL},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, columns: [{id: id, kind: line, label: 列}]}\n",
     9, 51, "不能叫“id”", "number"},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, columns: [{id: x.y, kind: line, label: 列}]}\n",
     9, 51, "“x.y”不能作名字", "小写字母"},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: table, label: 列}]}\n",
     9, 60, "“table”类的字段不能写在这里", NULL},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: line, label: 列, heading: "
     "yes}]}\n",
     9, 76, "不能写“heading”", "README"},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, shown: [nam], columns: "
                "[{id: name, kind: line, label: 列}]}\n",
     9, 44, "不能显示“nam”", "“name”"},
    {TOP FIELDS "  - {id: a, kind: images, label: 图, max_width: 0}\n", 9, 48, "“max_width”", NULL},
    {TOP SOME
     "  - {id: e, kind: elements, label: 素, texts: [t], items: [{id: x, label: 一, of: one}]}\n",
     15, 77, "没有写“chosen_by”", NULL},
    {TOP SOME "  - {id: e, kind: elements, label: 素, chosen_by: c, texts: [t], items: "
              "[{id: x, label: 一}]}\n",
     15, 73, "缺少“of”", NULL},
    {TOP SOME "  - {id: e, kind: elements, label: 素, chosen_by: c, texts: [t], items: "
              "[{id: x, label: 一, of: oen}]}\n",
     15, 95, "“c”没有选项“oen”", "“one”"},
    {TOP SOME "  - {id: e, kind: elements, label: 素, texts: [n], items: [{id: x, label: 一}]}\n",
     15, 47, "“n”是“number”类的字段", "line、text"},
    {TOP SOME "  - {id: e, kind: computed, label: 算}\n", 15, 5, "要写出怎样算", NULL},
    {TOP SOME "  - {id: e, kind: computed, label: 算, rows_of: r, join: [a]}\n", 15, 51,
     "“rows_of”和“join”只能写一个", NULL},
    {TOP SOME "  - {id: e, kind: computed, label: 算, rows_of: a}\n", 15, 48, "“line”类的字段",
     "table"},
    {TOP SOME "  - {id: e, kind: computed, label: 算, sum_of: r.x}\n", 15, 47, "“line”类的字段",
     "money"},
    {TOP SOME "  - {id: e, kind: computed, label: 算, join: [a, aa]}\n", 15, 49, "没有“aa”这个字段",
     NULL},
    {TOP SOME "  - {id: e, kind: computed, label: 算, join: [e]}\n", 15, 46, "“computed”类的字段",
     "line"},
    {TOP SOME "  - {id: e, kind: computed, label: 算, join: [r.x]}\n", 15, 46, "是表里的一列",
     "同一张表"},
    {TOP SOME "  - {id: e, kind: computed, label: 算, rows_of: r, with: 、}\n", 15, 51,
     "“with”不能和“rows_of”写在一起", NULL},
    {TOP SOME "  - {id: e, kind: computed, label: 算, rows_of: r, is: 甲}\n", 15, 55, "where",
     NULL},
    {TOP SOME "  - {id: e, kind: computed, label: 算, required: yes, rows_of: r}\n", 15, 39,
     "不能写“required”", "README"},
};

/* A condition on the field of line 15; its text starts in column 43. */
#define WHEN(text) TOP SOME "  - {id: w, kind: line, label: 看, when: " text "}\n"

static const struct mistake conditions[] = {
    {WHEN("{field: c, is: tow}"), 15, 56, "“c”没有选项“tow”", NULL},
    {WHEN("{field: c, is: on}"), 15, 56, "“c”没有选项“on”", "“one”"},
    {WHEN("{field: m, has: three}"), 15, 57, "“m”没有选项“three”", NULL},
    {WHEN("{field: m, is: two}"), 15, 49, "“choices”类的字段", "line"},
    {WHEN("{field: c, has: one}"), 15, 49, "“choice”类的字段", "choices"},
    {WHEN("{field: a, at_least: 3}"), 15, 49, "“line”类的字段", "number"},
    {WHEN("{field: r, at_least: 0}"), 15, 62, "从 1 到 10000", NULL},
    {WHEN("{field: a, filled: 是}"), 15, 60, "要写 yes 或 no", "小写"},
    {WHEN("{field: b, is: x}"), 15, 49, "没有“b”这个字段", NULL},
    {WHEN("{field: r.x, is: x}"), 15, 49, "是表里的一列", "同一张表"},
    {WHEN("{field: a}"), 15, 41, "缺少 is", NULL},
    {WHEN("{is: x}"), 15, 41, "缺少“field”", NULL},
    {WHEN("{field: a, is: x, has: y}"), 15, 59, "“is”和“has”只能写一个", "all"},
    {WHEN("{field: a, all: [{field: c, is: one}]}"), 15, 42, "不能写在一起", NULL},
    {WHEN("{field: a, is: [x, y]}"), 15, 56, "只能写一个值", NULL},
    {WHEN("{feild: a, is: x}"), 15, 42, "没有“feild”这个键", "“field”"},
    {WHEN("{all: []}"), 15, 47, "一项也没有", NULL},
    {WHEN("{not: {any: [{field: a, is: x}, {field: zz, is: x}]}}"), 15, 81, "没有“zz”", NULL},
    {WHEN("a"), 15, 41, "“when”后面要写一组", NULL},
    {WHEN("{field: w, filled: yes}"), 15, 41, "绕成了圈", "when"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, when: {field: b, filled: yes}}\n"
                "  - {id: b, kind: line, label: 乙, when: {field: a, filled: yes}}\n",
     9, 41, "a → b → a", "when"},
    {TOP "sections:\n- id: s\n  title: 部分\n  when: {field: a, filled: yes}\n  fields:\n"
         "  - {id: a, kind: line, label: 甲}\n",
     8, 9, "绕成了圈", "when"},
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 一, when: {field: "
                "a, is: x}}]}\n",
     9, 5, "a → a", "when"},
};

/* A rule of the line field of line 9, on line 11; its text starts in column 7. */
#define RULE_OF(kind, text) \
    TOP FIELDS "  - id: a\n    kind: " kind "\n    label: 甲\n    rules:\n    - " text "\n" \
               "  - {id: b, kind: line, label: 乙}\n" \
               "  - {id: r, kind: table, label: 表, columns: [{id: x, kind: line, label: 列}]}\n"
#define RULE(text) RULE_OF("text", text)

static const struct mistake rules[] = {
    {RULE("{look: yes}"), 13, 7, "规则缺少“code”", NULL},
    {RULE("{code: x}"), 13, 7, "没有算子", "README"},
    {RULE("{code: x, lok: yes}"), 13, 17, "没有“lok”这个键", "“look”"},
    {RULE("{code: x, look: yes, one_line: yes}"), 13, 28, "已经有“look”了", "另写一条"},
    {RULE("{code: x, one_line: yes, look: yes}"), 13, 32, "已经有“one_line”了", "另写一条"},
    {RULE("{code: x, look: no}"), 13, 23, "只能写 yes", NULL},
    {RULE("{code: X y, look: yes}"), 13, 14, "不能作规则的代码", "小写字母"},
    {RULE("{code: x, look: yes, severity: eror}"), 13, 38, "没有“eror”这一种", "“error”"},
    {RULE("{code: x, look: yes, severity: 重}"), 13, 38, "轻重", "warning"},
    {RULE("{code: x, look: yes, gate: fnal}"), 13, 34, "没有“fnal”这道关口", "“final”"},
    {RULE("{code: x, look: yes, clause: 七}"), 13, 36, "没有条款“七”", NULL},
    {RULE("{code: x, look: yes, message: \"{vaule}不对\"}"), 13, 37, "不认得“{vaule}”", "“value”"},
    {RULE("{code: x, look: yes, field: b}"), 13, 28, "不能再写“field”", NULL},
    {RULE("{code: x, form: yes}"), 13, 17, "“form”不能写成规则", "checks"},
    {RULE("{code: x, total: 5}"), 13, 17, "“total”不能写成规则", "checks"},
    {RULE_OF("line", "{code: x, picture_within: {width: 5, height: 5}}"), 13, 17,
     "“picture_within”不能用在“line”类的字段“a”上", NULL},
    {RULE_OF("date", "{code: x, contains_all: [甲], limit: 3}"), 13, 36, "已经有“contains_all”了",
     "另写"},
    {RULE_OF("yesno", "{code: x, pattern: a}"), 13, 17, "不能用在“yesno”类", NULL},
    {RULE_OF("number", "{code: x, at_least_points: 2}"), 13, 17, "不能用在“number”类", NULL},
    {RULE("{code: x, unique: yes}"), 13, 17, "只能写在表的列里", NULL},
    {RULE("{code: x, pattern: \"a(b\"}"), 13, 26, "不是正确的正则表达式", ""},
    {RULE("{code: x, pattern: \"a)|(b\"}"), 13, 26, "不是正确的正则表达式", ""},
    {RULE("{code: x, pattern: \"[甲乙]\"}"), 13, 26, "方括号里只能写 ASCII", "(甲|乙)"},
    {RULE("{code: x, pattern: \"a[]甲]\"}"), 13, 26, "方括号里只能写 ASCII", "(甲|乙)"},
    {RULE("{code: x, pattern: \"[^[:digit:]甲]b\"}"), 13, 26, "方括号里只能写 ASCII", "(甲|乙)"},
    {RULE("{code: x, pattern: \"年度?\"}"), 13, 26, "汉字后面不能直接写", "(度)?"},
    {RULE("{code: x, pattern: \"年{2}\"}"), 13, 26, "汉字后面不能直接写", "(度)?"},
    {RULE("{code: x, pattern: \"(a)\\\\1\"}"), 13, 26, "回指", NULL},
    {RULE("{code: x, pattern: \"((((a{99}){99}){99}){99}){99}\"}"), 13, 26, "太多了", NULL},
    {RULE("{code: x, pattern: \"((((((((((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+\"}"),
     13, 26, "太多了", NULL},
    {RULE("{code: x, contains_any: {a: b}}"), 13, 31, "一个值或一个列表", NULL},
    {RULE("{code: x, contains_any: [甲, \"\"]}"), 13, 35, "这里是空的", NULL},
    {RULE("{code: x, at_least_points: many}"), 13, 34, "要写一个整数", NULL},
    {RULE("{code: x, at_least_points: 0}"), 13, 34, "从 1", NULL},
    {RULE("{code: x, equals: bb}"), 13, 25, "没有“bb”这个字段", NULL},
    {RULE("{code: x, equals: r}"), 13, 25, "“table”类的字段", "line"},
    {RULE("{code: x, mentions_choice: b}"), 13, 34, "“line”类的字段", "choice"},
    {RULE("{code: x, prefix: [甲]}"), 13, 25, "“prefix”后面要写一组", NULL},
    {RULE("{code: x, prefix: {skip: 2}}"), 13, 25, "算子“prefix”缺少“words”", NULL},
    {RULE("{code: x, prefix: {words: [甲], skipp: 2}}"), 13, 38, "没有“skipp”这个键", "“skip”"},
    {RULE("{code: x, prefix: {words: [甲], skip: -1}}"), 13, 44, "从 0 到 100", NULL},
    {RULE("{code: x, mentions_names: {column: b}}"), 13, 42, "不是表里的一列", "表.列"},
    {RULE("{code: x, quantity_equals_rows: {table: b, near: [带], unit: [家]}}"), 13, 47,
     "“line”类", "table"},
    {RULE("{code: x, count_where: {column: r.x, at_least: 2}}"), 13, 30, "要写一个", NULL},
    {RULE("{code: x, count_where: {column: r.x, at_least: 2, is: a, filled: yes}}"), 13, 30,
     "只能写一个", NULL},
    {RULE("{code: x, sum: {column: r.x, at_least: 2}}"), 13, 31, "“line”类", "money"},
    {RULE("{code: x, stale_after: a}"), 13, 30, "a → a", NULL},
    {RULE("{code: x, stale_after: r.x}"), 13, 30, "是表里的一列", "同一张表"},
};

static const struct mistake more_rules[] = {
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲, options: [{id: one, label: 一}], rules: "
                "[{code: x, is_one_of: [one, tow]}]}\n",
     9, 104, "“a”没有选项“tow”", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, limit: 5, rules: [{code: long, look: yes}]}\n",
     9, 60, "规则代码“a.long”已经有了", "短名"},
    {TOP FIELDS
     "  - {id: a, kind: line, label: 甲, rules: [{code: x, look: yes}, {code: x, look: yes}]}\n",
     9, 72, "规则代码“a.x”已经有了", "短名"},
    {TOP FIELDS "  - {id: a, kind: materials, label: 甲, items: [{id: x, label: 一}], rules: "
                "[{code: y, state_is: {words: [hvae]}}]}\n",
     9, 104, "材料没有“hvae”这个状态", "have"},
    {TOP FIELDS "  - {id: a, kind: materials, label: 甲, items: [{id: xyz, label: 一}], rules: "
                "[{code: y, state_is: {words: [have], items: [xy]}}]}\n",
     9, 122, "“a”里没有“xy”这一项", "“xyz”"},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: number, label: 列}], rules: "
     "[{code: y, sum: {column: a.x, at_least: 3, at_most: 2}}]}\n",
     9, 103, "at_least 比 at_most 还大", NULL},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: number, label: 列}], rules: "
     "[{code: y, sum: {column: a.x}}]}\n",
     9, 103, "至少要写一个", NULL},
    {TOP FIELDS "  - {id: a, kind: checklist, label: 甲, items: [{id: x, label: 一}], rules: "
                "[{code: y, ticked_at_least: 2}]}\n",
     9, 103, "最多只会有 1 个，不可能有 2 个", NULL},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, max_rows: 3, columns: [{id: x, kind: line, label: "
     "列}], rules: [{code: y, count_where: {column: a.x, filled: yes, at_least: 4}}]}\n",
     9, 159, "最多只会有 3 个，不可能有 4 个", NULL},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, max_rows: 3, columns: [{id: x, kind: line, label: "
     "列}]}\n  - {id: b, kind: line, label: 乙, when: {field: a, at_least: 4}}\n",
     10, 62, "最多 3 行，这个条件永远不会成立", NULL},
    {TOP SOME "rules: [{code: x, look: yes}]\n", 15, 9, "缺少“field”", NULL},
    {TOP SOME "rules: [{code: x, field: aa, look: yes}]\n", 15, 26, "没有“aa”这个字段", NULL},
    {TOP SOME "rules: [{code: x, grey_zone: yes}]\n", 15, 19, "全文的上限", "whole: yes"},
    {TOP SOME "rules: [{code: x, total_printed: 0}]\n", 15, 34, "从 1", NULL},
    {TOP SOME "rules: [look]\n", 15, 9, "规则要写成一组", NULL},
};

static const struct mistake limits[] = {
    {TOP SOME "limits: [{id: w, title: 全文, max: 5, whole: yes}]\n", 15, 10, "没有一个计字的字段",
     "counted"},
    {TOP SOME "limits: [{id: w, title: 全文, max: 0, of: [t]}]\n", 15, 34, "从 1", NULL},
    {TOP SOME "limits: [{id: w, title: 全文, max: 5}]\n", 15, 10, "两样写一样", NULL},
    {TOP SOME "limits: [{id: w, title: 全文, max: 5, whole: yes, of: [t]}]\n", 15, 10, "两样写一样",
     NULL},
    {TOP SOME "limits: [{id: w, title: 合计, max: 5, of: [n]}]\n", 15, 42, "“number”类", "text"},
    {TOP SOME
     "limits:\n- {id: w, title: 合计, max: 5, of: [t]}\n- {id: w, title: 合计, max: 6, of: [t]}\n",
     17, 8, "“w”已经有了", NULL},
};

/* What earlier versions called it: names that are none, that are still in use, or claimed twice. */
static const struct mistake formers[] = {
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, was: []}\n", 9, 40, "一项也没有", NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, was: {b: c}}\n", 9, 40, "一个值或一个列表",
     NULL},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, was: [b, 旧名]}\n", 9, 44, "不能作旧名字",
     "全名"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, was: a}\n", 9, 40, "就是它现在的名字",
     "现在不用"},
    {TOP FIELDS "  - {id: a.b, kind: line, label: 甲, was: [old.a, a.b]}\n", 9, 50,
     "“a.b”就是它现在的名字", "现在不用"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲}\n  - {id: b, kind: line, label: 乙, was: a}\n",
     10, 40, "“a”现在还是一个字段", "第 9 行"},
    {TOP FIELDS "  - {id: a, kind: line, label: 甲, was: [old, old]}\n", 9, 46,
     "旧名字“old”已经写过了", "一处"},
    {TOP FIELDS
     "  - {id: a, kind: line, label: 甲, was: old}\n  - {id: b, kind: line, label: 乙, was: old}\n",
     10, 40, "旧名字“old”已经写过了", "一处"},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: line, label: 列, was: "
                "t.y}]}\n",
     9, 81, "“t.y”不能作旧名字", "不带表名"},
    {TOP FIELDS
     "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: line, label: 列}, {id: "
     "y, kind: line, label: 栏, was: x}]}\n",
     9, 112, "“a.x”现在还是一个字段", "第 9 行"},
    {TOP FIELDS "  - {id: a, kind: table, label: 甲, columns: [{id: x, kind: line, label: 列, was: "
                "id}]}\n",
     9, 81, "“id”不能作旧名字", "列名"},
    {TOP FIELDS "  - {id: a, kind: checklist, label: 甲, was: b, items: [{id: x, label: 一, was: "
                "[y]}]}\n  - {id: c, kind: line, label: 丙, was: b.y}\n",
     10, 40, "旧名字“b.y”已经写过了", "一处"},
    {TOP SOME "  - {id: e, kind: computed, label: 算, rows_of: r, was: old}\n", 15, 51,
     "不能写“was”", "README"},
    {TOP FIELDS
     "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 一, was: y}, {id: y, label: "
     "二}]}\n",
     9, 70, "“y”现在还在用", "现在不用"},
    {TOP FIELDS
     "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 一, was: [o, o]}]}\n",
     9, 74, "旧名字“o”已经写过了", "一处"},
    {TOP FIELDS "  - {id: a, kind: choice, label: 甲, options: [{id: x, label: 一, was: [o p]}]}\n",
     9, 71, "“o p”不能作旧名字", "id"},
    {TOP "sections:\n- {id: s, title: 甲, was: [s], fields: [{id: a, kind: line, label: 甲}]}\n", 6,
     27, "“s”现在还在用", "现在不用"},
    {TOP "sections:\n- {id: s, title: 甲, was: o, fields: [{id: a, kind: line, label: 甲}]}\n"
         "- {id: t, title: 乙, was: o, fields: [{id: b, kind: line, label: 乙}]}\n",
     7, 26, "旧名字“o”已经写过了", "一处"},
};

static const struct mistake prints[] = {
    {TOP SOME "print: {title: [题]}\n", 15, 8, "print缺少“sections”", NULL},
    {TOP SOME "print: {sections: [x]}\n", 15, 20, "没有“x”这个部分", NULL},
    {TOP SOME "print: {sections: [s, s]}\n", 15, 23, "已经写过了", NULL},
    {TOP SOME "print: {sections: [s], figures: a}\n", 15, 33, "“line”类", "images"},
    {TOP SOME "print: {sections: [s], cover: [{field: zz}]}\n", 15, 40, "没有“zz”", NULL},
    {TOP SOME "print: {sections: [s], cover: [{title: yes, space: 3}]}\n", 15, 32, "只能写一个",
     NULL},
    {TOP SOME "print: {sections: [s], cover: [{space: 99}]}\n", 15, 40, "从 1 到 60", NULL},
    {TOP SOME "print: {sections: [s], cover: [{space: 3, label: 甲}]}\n", 15, 43, "不能写“label”",
     ""},
    {TOP SOME "summary: {title: 表}\n", 15, 10, "缺少“columns”", NULL},
    {TOP SOME "summary: {title: \"{contry}表\", columns: [{label: 号, width: 4, serial: yes}]}\n",
     15, 18, "不认得“{contry}”", "{county}"},
    {TOP SOME "summary: {title: 表, columns: [{label: 号, width: 4}]}\n", 15, 31, "两样写一样",
     NULL},
    {TOP SOME "summary: {title: 表, columns: [{label: 号, width: 1, from: a}]}\n", 15, 49,
     "从 2 到 200", NULL},
    {TOP SOME "summary: {title: 表, columns: [{label: 号, width: 4, from: [a, bb]}]}\n", 15, 62,
     "没有“bb”这个字段", NULL},
};

/* `desk` stands on line 18, its fourth key on line 22. */
#define DESK(text) \
    TOP SOME "  - {id: p, kind: materials, label: 材, items: [{id: q, label: 一}]}\n" \
             "  - {id: k, kind: credit_code, label: 码}\n" \
             "rounds: [{id: r1, label: 轮, month: 2024-08}]\n" text
#define NAMED "desk:\n  name: a\n  code: k\n  title: t\n"

static const struct mistake desks[] = {
    {DESK("desk: yes\n"), 18, 7, "“desk”后面要写一组", NULL},
    {DESK("desk: {name: a, code: k}\n"), 18, 7, "desk缺少“title”", NULL},
    {DESK("desk: {nam: a, code: k, title: t}\n"), 18, 8, "desk没有“nam”这个键", "“name”"},
    {DESK("desk: {name: b, code: k, title: t}\n"), 18, 14, "没有“b”这个字段", NULL},
    {DESK("desk: {name: n, code: k, title: t}\n"), 18, 14, "“n”是“number”类的字段", "line"},
    {DESK("desk: {name: [a], code: k, title: t}\n"), 18, 14, "只能写一个值", NULL},
    {DESK("desk: {name: a, code: c, title: t}\n"), 18, 23, "“c”是“choice”类的字段", "credit_code"},
    {DESK("desk: {name: a, code: k, title: r.x}\n"), 18, 33, "表里的一列", "同一张表"},
    {DESK(NAMED "  county: c\n"), 22, 11, "“choice”类的字段", "line"},
    {DESK(NAMED "  group: m\n"), 22, 10, "“choices”类的字段", "choice"},
    {DESK(NAMED "  round: c\n"), 22, 10, "没有“one”这个轮次", "rounds"},
    {DESK(NAMED "  brief: p.q\n"), 22, 10, "“material”类的字段", "text"},
    {DESK(NAMED "  private: [a, aa]\n"), 22, 16, "没有“aa”这个字段", NULL},
    {DESK(NAMED "  private: []\n"), 22, 12, "一项也没有", NULL},
    {DESK(NAMED "  award: 500000\n"), 22, 10, "“award”后面要写一组", NULL},
    {DESK(NAMED "  award: {amount: 五十万, unit: 元}\n"), 22, 19, "要写一个整数", NULL},
    {DESK(NAMED "  award: {amount: 0, unit: 元}\n"), 22, 19, "从 1 到 1000000000", NULL},
    {DESK(NAMED "  award: {amount: 500000}\n"), 22, 10, "award缺少“unit”", NULL},
    {DESK(NAMED "  award: {amount: 500000, unit: 元, clause: 五}\n"), 22, 44, "没有条款“五”", NULL},
    {DESK(NAMED "  stages: [{id: a, label: 甲}, {id: a, label: 乙}]\n"), 22, 36, "环节“a”已经有了",
     NULL},
    {DESK(NAMED "  stages: [{id: 拨付, label: 甲}]\n"), 22, 17, "不能作环节的名字", "小写字母"},
    {DESK(NAMED "  stages: [{id: a}]\n"), 22, 12, "环节缺少“label”", NULL},
    {DESK(NAMED "  stages: [{id: a, label: 甲, clause: 九}]\n"), 22, 38, "没有条款“九”", NULL},
    {DESK(NAMED "  renewals: [{round: r2, materials: p.q, text: 补}]\n"), 22, 22,
     "没有“r2”这个轮次", "“r1”"},
    {DESK(NAMED "  renewals: [{round: second, materials: p.q, text: 补}]\n"), 22, 22,
     "没有“second”这个轮次", "rounds"},
    {DESK(NAMED "  renewals: [{round: r1, materials: [p.q, a], text: 补}]\n"), 22, 43,
     "“a”是“line”类的字段", "material"},
    {DESK(NAMED "  renewals: [{round: r1, materials: p, text: 补}]\n"), 22, 37,
     "“p”是“materials”类的字段", "material"},
    {DESK(NAMED "  renewals: [{round: r1, materials: [p.q, p.q], text: 补}]\n"), 22, 37,
     "材料“p.q”写了两次", NULL},
    {DESK(NAMED "  renewals: [{round: r1, materials: p.q}]\n"), 22, 14, "缺少“text”", NULL},
    {DESK(NAMED "  renewals: [{round: r1, materials: p.q, text: 补, clause: 三}]\n"), 22, 59,
     "没有条款“三”", NULL},
    {DESK(NAMED "  reason_min: 0\n"), 22, 15, "从 1 到 1000", NULL},
    {DESK(NAMED "  empty_reasons: {a: b}\n"), 22, 18, "一个值或一个列表", NULL},
    {DESK(NAMED "  empty_reasons: [同意, \"\"]\n"), 22, 23, "这里是空的", NULL},
    {DESK(NAMED "  empty_reasons: [\"同\\n意\"]\n"), 22, 19, "不能换行", NULL},
};

static void check_one(const struct mistake *want, size_t row)
{
    struct form *form = NULL;
    struct form_mistakes got = {0};
    struct err e = {0};
    if (form_load(sv_from(want->source), "x.yaml", &form, &got, &e))
        fail_msg("row %zu was loaded: %s", row, want->message);
    assert_int_equal(e.class, ERR_REFUSED);
    struct str line = {0};
    for (size_t i = 0; i < got.len; i++) {
        form_mistake_add_line(&line, "x.yaml", &got.ptr[i]);
        str_add_byte(&line, '\n');
    }
    const struct form_mistake *m = &got.ptr[0];
    bool hint = want->hint ? m->hint.len > 0 && sv_contains(str_sv(&m->hint), sv_from(want->hint))
                           : m->hint.len == 0;
    if (got.len != 1 || m->line != want->line || m->column != want->column ||
        !sv_contains(str_sv(&m->message), sv_from(want->message)) || !hint)
        fail_msg("row %zu: want %u:%u %s（%s）, got\n%s", row, want->line, want->column,
                 want->message, want->hint ? want->hint : "", line.ptr);
    str_release(&line);
    form_mistakes_release(&got);
    err_clear(&e);
}

static void check_rows(const struct mistake *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_one(&rows[i], i);
}

#define TEST_ROWS(name) \
    static void test_##name(void **state) \
    { \
        (void)state; \
        check_rows(name, COUNT_OF(name)); \
    }

TEST_ROWS(top)
TEST_ROWS(sections)
TEST_ROWS(fields)
TEST_ROWS(conditions)
TEST_ROWS(rules)
TEST_ROWS(more_rules)
TEST_ROWS(formers)
TEST_ROWS(limits)
TEST_ROWS(prints)
TEST_ROWS(desks)

/* ---- many at once ---- */

static void test_all_in_one_go(void **state)
{
    (void)state;
    static const char source[] =
        "tianbiao_form: 1\nid: f\nversion: 零\ntitle: 题\ntitel: 题\n"
        "print: {sections: [zz]}\n"
        "sections:\n- id: s\n  title: 部分\n  fields:\n"
        "  - {id: a, kind: line, label: 甲, guidence: 说明, when: {field: zz, is: x}}\n"
        "  - {id: b, kind: lien, label: 乙, rules: [{code: x}]}\n"
        "  - {id: c, kind: line, label: 丙, rules: [{code: x, equals: b}, {code: x, look: yes}]}\n";
    static const struct {
        uint32_t line;
        uint32_t column;
    } want[] = {{3, 10}, {5, 1}, {6, 20}, {11, 35}, {11, 63}, {12, 19}, {13, 72}};
    struct form *form = NULL;
    struct form_mistakes got = {0};
    struct err e = {0};
    assert_false(form_load(sv_from(source), "x.yaml", &form, &got, &e));
    assert_int_equal(got.len, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        assert_int_equal(got.ptr[i].line, want[i].line);
        assert_int_equal(got.ptr[i].column, want[i].column);
    }
    /* The error names the first and says how many there are. */
    assert_true(sv_starts(str_sv(&e.message), SV("x.yaml:3:10: ")));
    assert_true(sv_contains(str_sv(&e.message), SV("7 处")));
    struct str line = {0};
    form_mistake_add_line(&line, "x.yaml", &got.ptr[1]);
    assert_text(str_sv(&line), "x.yaml:5:1: 表单没有“titel”这个键。（你是不是想写“title”？）");
    str_release(&line);
    form_mistakes_release(&got);
    err_clear(&e);
    /* Nobody need ask for the list or the error. */
    assert_false(form_load(sv_from(source), "x.yaml", &form, NULL, NULL));
    assert_null(form);
}

/* What is no YAML at all comes with its place too. */
static void test_broken_yaml(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        uint32_t line;
    } table[] = {
        {"tianbiao_form: 1\nid: [f\nversion: 1\n", 2},
        {"tianbiao_form: 1\ntianbiao_form: 1\n", 2},
        {"a: &x 1\nb: *x\n", 1},
        {"a: \xff\n", 1},
    };
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct form *form = NULL;
        struct form_mistakes got = {0};
        struct err e = {0};
        assert_false(form_load(sv_from(table[i].source), "d/x.yaml", &form, &got, &e));
        assert_int_equal(got.len, 1);
        assert_int_equal(got.ptr[0].line, table[i].line);
        assert_true(got.ptr[0].message.len > 0);
        assert_false(sv_contains(str_sv(&got.ptr[0].message), SV("x.yaml")));
        assert_true(sv_starts(str_sv(&e.message), SV("d/x.yaml:")));
        form_mistakes_release(&got);
        err_clear(&e);
    }
}

/* ---- hostile sizes ---- */

static size_t count_mistakes(const struct str *source)
{
    struct form *form = NULL;
    struct form_mistakes got = {0};
    if (form_load(str_sv(source), "x", &form, &got, NULL))
        form_free(form);
    size_t count = got.len;
    for (size_t i = 1; i < got.len; i++)
        assert_true(got.ptr[i - 1].line <= got.ptr[i].line);
    form_mistakes_release(&got);
    return count;
}

static void test_hostile_sizes(void **state)
{
    (void)state;
    struct str s = {0};
    /* Too many fields: said once. */
    str_add(&s, SV(TOP FIELDS));
    for (int i = 0; i < 4100; i++)
        str_add_f(&s, "  - {id: f%d, kind: line, label: 甲}\n", i);
    assert_int_equal(count_mistakes(&s), 1);
    /* Too long a list of options. */
    str_set(&s, SV(TOP FIELDS "  - id: a\n    kind: choice\n    label: 甲\n    options:\n"));
    for (int i = 0; i < 201; i++)
        str_add_f(&s, "    - {id: o%d, label: 甲}\n", i);
    assert_int_equal(count_mistakes(&s), 1);
    /* More mistakes than anybody reads. */
    str_set(&s, SV(TOP FIELDS "  - id: a\n    kind: line\n    label: 甲\n"));
    for (int i = 0; i < 5000; i++)
        str_add_f(&s, "    k%d: 1\n", i);
    assert_int_equal(count_mistakes(&s), 1000);
    /* A chain of conditions as long as the form, closed to a ring. */
    str_set(&s, SV(TOP FIELDS));
    for (int i = 0; i < 3000; i++)
        str_add_f(&s, "  - {id: f%d, kind: line, label: 甲, when: {field: f%d, filled: yes}}\n", i,
                  (i + 1) % 3000);
    assert_int_equal(count_mistakes(&s), 1);
    /* Everything waits for everything before it and for the last: a ring for each edge. */
    str_set(&s, SV(TOP FIELDS));
    for (int i = 0; i < 1500; i++)
        str_add_f(&s,
                  "  - {id: f%d, kind: line, label: 甲, when: {all: [{field: f%d, filled: yes}, "
                  "{field: f%d, filled: yes}, {field: f0, filled: yes}]}}\n",
                  i, (i + 1) % 1500, i / 2);
    assert_in_range(count_mistakes(&s), 1, 100);
    /* Names that are none, each compared with thousands. */
    str_set(&s, SV(TOP FIELDS));
    for (int i = 0; i < 1500; i++)
        str_add_f(&s,
                  "  - {id: field-number-%d, kind: line, label: 甲, when: {field: field-%d, "
                  "filled: yes}}\n",
                  i, i);
    assert_int_equal(count_mistakes(&s), 1000);
    /* Conditions in conditions. */
    str_set(&s, SV(TOP FIELDS "  - id: a\n    kind: line\n    label: 甲\n    when: "));
    for (int i = 0; i < 20; i++)
        str_add(&s, SV("{not: "));
    str_add(&s, SV("{field: a, is: x}"));
    str_add_bytes(&s, '}', 20);
    assert_int_equal(count_mistakes(&s), 1);
    /* A name without end. */
    str_set(&s, SV(TOP FIELDS "  - {kind: line, label: 甲, id: a"));
    str_add_bytes(&s, 'a', 5000);
    str_add(&s, SV("}\n"));
    assert_int_equal(count_mistakes(&s), 1);
    str_release(&s);
}

/* Every head of a good definition is refused or loaded, never a crash. */
static void test_cut_off_anywhere(void **state)
{
    (void)state;
    static const char whole[] = WHEN(
        "{any: [{field: c, is: one}, {not: {field: r, at_least: 2}}]}") "rules: [{code: x, field: "
                                                                        "t, at_least_points: "
                                                                        "2}]\nprint: {sections: "
                                                                        "[s], cover: [{title: "
                                                                        "yes}, {field: a}]}\n";
    struct form *form = NULL;
    struct err e = {0};
    if (!form_load(sv_from(whole), "x", &form, NULL, &e))
        fail_msg("%s", e.message.ptr);
    form_free(form);
    for (size_t len = 0; len < sizeof whole - 1; len++) {
        struct form_mistakes got = {0};
        form = NULL;
        if (form_load(sv_make(whole, len), "x", &form, &got, NULL))
            form_free(form);
        else
            assert_true(got.len > 0);
        form_mistakes_release(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_top),           cmocka_unit_test(test_sections),
        cmocka_unit_test(test_fields),        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_rules),         cmocka_unit_test(test_more_rules),
        cmocka_unit_test(test_formers),       cmocka_unit_test(test_limits),
        cmocka_unit_test(test_prints),        cmocka_unit_test(test_desks),
        cmocka_unit_test(test_all_in_one_go), cmocka_unit_test(test_broken_yaml),
        cmocka_unit_test(test_hostile_sizes), cmocka_unit_test(test_cut_off_anywhere),
    };
    return cmocka_run_group_tests_name("form/lint", tests, NULL, NULL);
}
