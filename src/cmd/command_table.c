#include "cmd/command_table.h"

#define TAKES(option) (UINT64_C(1) << OPT_##option)
#define ANY_NUMBER SIZE_MAX

const uint64_t common_options =
    TAKES(HELP) | TAKES(VERSION) | TAKES(LANG) | TAKES(FORM_PATH) | TAKES(NOW);

/* The wizard's row is the first. Commands of one group stand together. */
const struct command commands[] = {
    {"", cmd_wizard,
     TAKES(KEYS) | TAKES(DUMP_SCREEN) | TAKES(SIZE) | TAKES(STYLES) | TAKES(SAVE) | TAKES(BY), 0, 1,
     N_("[草稿|办公夹]"), N_("填表，或在办公夹里审核；什么都不写就是开始页"),
     N_("打开一份草稿来填。文件还没有，就新建一份。草稿的名字和命令一样时，写成 ./名字。\n"
        "写的是退回意见，就找到它的草稿，连同意见一起打开；退回意见在别处（如 U 盘）时，先复制"
        "到草稿旁边。\n"
        "写的是办公夹（desk init 建的文件夹），就打开它来收件、审核；--by "
        "写明经办人，只用于这时。\n"
        "加上 --keys 时不用终端：按脚本里的键操作，用于演示和测试；脚本的写法见手册。")},
    {"new", cmd_new, TAKES(FORM), 1, 1, N_("[--form 表单] 草稿"), N_("新建一份空的草稿"),
     N_("已经有同名的文件时不覆盖它。只有一份表单时不用写 --form。")},
    {"set", cmd_set, 0, 2, 3, N_("草稿 字段 值|@文件|-"), N_("填一个字段（脚本用）"),
     N_("字段的名称见 form show --ids，如 brief.name、enterprises[3].credit_code；行号从 1 数起。\n"
        "值写 @文件 或 - 时，从文件或标准输入读，编码自动辨认，末尾的一个换行不算；值本身以 @ 开头"
        "时，写两个 @。\n"
        "选项写它的代号，几个选项或几个文件用英文逗号隔开（从文件读时一行一个）；是否写 yes 或 "
        "no；值写 \"\" 就是清空。\n"
        "set 草稿 enterprises+ 在表的末尾加一行，并输出它的行号；set 草稿 'enterprises[3]-' "
        "删去第 3 行。\n"
        "种类不对的值不予接受（退出码 4）；超过字数之类的照样存下，由 check 指出。只改动文件里"
        "的那几行。\n"
        "答复退回意见：set 草稿 'returned[3].answer' changed 是第 3 条已改，open 是收回答复；"
        "set 草稿 'returned[3].reason' 理由 是不改，因为……。记在草稿旁边的退回意见文件里。")},
    {"get", cmd_get, TAKES(JSON) | TAKES(ALL), 1, 2, N_("[--json] [--all] 草稿 [字段]"),
     N_("读出填了什么"),
     N_("不写字段：每个填了的字段一行“字段=值”；--all 连没填的也列出。\n"
        "值里有换行或控制字符，或以双引号开头时，整个值写成 JSON 字符串，如 \"第一段\\n第二段\"。\n"
        "写了字段：只输出它的值，原样，不加引号；字段由几部分组成，或是表、表的一行时，列出其中"
        "各项。\n"
        "--json 输出全部内容，层次和草稿文件一样。\n"
        "get 草稿 returned 列出草稿旁边的退回意见和答复，returned[3].answer 是其中一项。")},
    {"check", cmd_check, TAKES(JSON) | TAKES(ALL) | TAKES(STRICT) | TAKES(FOR), 1, ANY_NUMBER,
     N_("[--json] [--all] [--strict] [--for draft|final|pack|county|city] 路径..."),
     N_("逐条检查草稿，或文件夹里的全部草稿"),
     N_("每个问题一行：文件:行: error|warning: 字段: 说明 [代码]。文件夹一直找到最底层。\n"
        "--all 连请人看的事项（note）和写了理由的提醒也列出；--json 总是全部。\n"
        "有错误时退出码是 1；--strict 时，没有写理由的提醒也算。")},
    {"count", cmd_count, TAKES(RULE) | TAKES(JSON), 0, ANY_NUMBER,
     N_("[--rule word|chars|chars-with-spaces] [--json] [文件...]"), N_("数字数"),
     N_("每个文件一行：字数 字符数 字符数（计空格） 文件名；--rule 选的数排在最前，其余顺序不变。\n"
        "不写文件，或文件写 - 时，读标准输入。两个以上的文件，最后有一行合计（total）。\n"
        "编码自动辨认（UTF-8、UTF-16、GB18030、GBK）。字数按 Word 的“字数”算。")},
    {"export", cmd_export,
     TAKES(FORMAT) | TAKES(PAPER) | TAKES(ENCODING) | TAKES(SUBSTITUTE) | TAKES(PROFILE) |
         TAKES(OUTPUT),
     1, 1,
     N_("[--paper application|附表|all|bound] [--format text|docx] "
        "[--encoding utf-8|utf-8-bom|gb18030] [--substitute] [--profile official|dense] [-o 文件] "
        "草稿"),
     N_("导出申报书和附表，供打印和报送"),
     N_("--paper 选打印哪一份：不写就是申报书；可以写附表的名称（form show 可以看到），all "
        "是申报书和全部附表，bound 按表单规定的装订顺序，页码连着编。\n"
        "--format docx 给 WPS、Word、LibreOffice，带插图和页码；不写 -o "
        "时存在草稿旁边，和草稿同名，后缀是 .docx，不替换已有的文件。不写 --format 就是 "
        "text（纯文本）。\n"
        "--encoding 和 --profile 只管纯文本："
        "给 WPS、Word、记事本用 utf-8-bom；给很旧的 Windows 用 gb18030，只认 GBK 的程序显示不了的"
        "字会逐个列出，连同在第几页第几行；在 Linux 上打印用 utf-8 和 paps。\n"
        "--substitute 只用于 gb18030：这些字里有样子和意思相近的字的，用它代替（如 ☑ 换成 "
        "√），也逐个"
        "列出；草稿不改动。\n"
        "-o 指向已有的文件就替换它，但不会替换草稿。")},
    {"final", cmd_final, 0, 1, 1, N_("草稿"), N_("定稿：记下稿次，给出校验码"),
     N_("先按定稿这一关检查；有错误就逐条列出，不定稿（退出码 1）。没有错误，就把稿次加一，"
        "输出“稿次、制表符、校验码”，存在草稿里，并在历史里留一份。\n"
        "定稿以后，内容不变，打印的每一页都带稿次和校验码；内容改动了，打印的又是“草稿”，要重新"
        "定稿、重新打印盖章。盖章、材料文件、理由、待补可以照常改，不影响定稿。\n"
        "内容和最近一次定稿一样时，不另记一稿。演示数据不能定稿。")},
    {"verify", cmd_verify, TAKES(JSON), 1, 2,
     N_("[--json] 草稿|送审包 [校验码]；[--json] 报送件|归档件"),
     N_("核对草稿或送审包和定稿、和纸上的校验码"),
     N_("不写校验码：看内容和最近一次定稿是不是一样。一样退出码是 0，改动过或没有定稿是 1。\n"
        "写了校验码（照纸上每页下方的输入，大小写、全角、空格和横线都不要紧）：一样是 0，是这份草稿"
        "的旧稿、或者不认得是 1，输错了是 2，并尽量说出错在第几组。\n"
        "插图不见了或换过，也算改动，会逐幅列出。\n"
        "送审包先查是不是完整：清单、每个文件的摘要、里面的草稿和插图算出来的校验码都要对得上，坏了"
        "或"
        "改动过的说明原因，退出码是 4；不写校验码时列出里面的文件，以制表符分隔：位置、字节数、"
        "草稿里的名字。\n"
        "报送件、归档件（文件夹或 .zip）查每个文件是不是都在、和清单一样，列出里面的各件。")},
    {"history", cmd_history, TAKES(RESTORE) | TAKES(FIELD), 1, 2,
     N_("草稿 [编号]；--restore 编号 [--field 字段] 草稿"), N_("看从前的样子，恢复全部或一个字段"),
     N_("草稿每次打开、隔一阵保存、恢复之前的样子都留着，放在草稿旁边的 .草稿名.history 里。\n"
        "不写编号：每份一行，最新的在前，以制表符分隔：编号、时间、由来、字节数、和现在有几处不同。"
        "输入了没有保存的内容排在最前，编号是 j1、j2……，最后多一列开始的时间。\n"
        "写了编号：列出不同的地方，- 是现在，+ 是那时；方括号里是 --field 要写的字段，行号按那时的"
        "数。以 ! 开头的地方，输入的人和别人改得不一样。\n"
        "--restore 恢复那一份并保存，现在的样子先留进历史，可以再恢复回来；--field 只恢复一个字段、"
        "一行或一张表。\n"
        "没有保存的内容全部恢复后，它的防丢记录就去掉；只恢复一部分时，留着。")},
    {"import", cmd_import, TAKES(FORM) | TAKES(OUTPUT), 1, 1,
     N_("[--form 表单] [-o 草稿] 文件.docx|文件.txt"), N_("把已经写好的申报书放进一份新草稿"),
     N_("按封面的栏目、各部分的编号和标题、表头来认，编号、括号、空格写得不同也行；模板留下的说明"
        "不算内容。本程序导出的文本放回去，和原来一样。\n"
        "不写 -o 时，草稿和文件同名，后缀是 .yaml。总是新建，不改动已有的草稿。\n"
        "取出的每一项一行：字段、名称、字数、从第几段，以制表符分隔。没有放进去的逐段列出，全文另"
        "存在草稿旁边。\n"
        ".doc、.wps、.pdf 请先另存为 .docx 或 .txt。")},
    {"form list", cmd_form_list, 0, 0, 0, "", N_("有哪些表单"),
     N_("每份一行：代号、版本、名称、文件，以制表符分隔。")},
    {"form show", cmd_form_show, TAKES(IDS), 1, 1, N_("[--ids] 表单"), N_("印出一份空表"),
     N_("表单写代号、form.yaml 或它所在的文件夹。--ids 列出脚本里可用的全部字段。")},
    {"form lint", cmd_form_lint, 0, 1, ANY_NUMBER, N_("文件|文件夹..."), N_("查表单定义里的错误"),
     N_("每个错误一行：文件:行:列: 说明。有错误时退出码是 1。")},
    {"pack", cmd_pack, TAKES(OUTPUT), 1, 1, N_("[-o 文件.zip] 草稿"),
     N_("做成送审包，交给主管部门"),
     N_("先要定稿、盖章、备齐材料：按送审这一关检查，有错误就逐条列出，不做包（退出码 1）。\n"
        "包里是草稿、申报书和附表（文本和 "
        "Word）、草稿里记的插图、材料和佐证文件、退回意见的答复，附"
        "一张带 SHA-256 的清单；同样的内容、同一时间做的包一个字节也不差。\n"
        "不写 -o 时，放在草稿旁边，和草稿同名，后缀是 .zip；只替换这份草稿自己的送审包。输出它的位"
        "置。演示数据不能送审。")},
    {"desk init", cmd_desk_init,
     TAKES(ROLE) | TAKES(FORM) | TAKES(NAME) | TAKES(OFFICE) | TAKES(CONTACT) | TAKES(PHONE) |
         TAKES(MAILBOX) | TAKES(ROUND) | TAKES(CEILING),
     1, 1,
     N_("--name 名称 [--role county|city] [--form 表单] [--office 单位] [--contact 姓名] [--phone "
        "电话] [--mailbox 邮箱] [--round 轮次] [--ceiling 总额] 办公夹"),
     N_("建一个办公夹，收件、审核都在里面"),
     N_("办公夹是一个文件夹：desk.yaml 写明是哪个县（市、区）或市、谁经办；收到的原样放在 cases "
        "里。都是普通文件，可以复制到 U 盘，不用服务器。\n"
        "市里的办公夹，在 desk.yaml 里写一行 counties: [甲县, 乙区]，desk list "
        "就说出哪个县还没有报。\n"
        "已经有 desk.yaml 时，只改写这次给出的几项。")},
    {"desk receive", cmd_desk_receive, TAKES(OUTPUT) | TAKES(BY) | TAKES(JSON), 2, ANY_NUMBER,
     N_("[-o 回执文件夹] [--by 姓名] [--json] 办公夹 送审包|草稿|文件夹..."),
     N_("收件：送审包、草稿，或装着它们的文件夹"),
     N_("每份一行，以制表符分隔：结果、编号、第几次送来、单位、文件。结果是 received（收下）、"
        "resubmitted（退回后重交）、renewed（补材料）、duplicate（重复）、refused（不收）、failed（"
        "读"
        "写不成，可以再收一次）。\n"
        "文件夹一直找到最底层；坏的、有害的、不是这份表单的、不是本县的不收，说明原因，别的照收。"
        "市级办公夹收县（市、区）的报送件。\n"
        "重交的列出改了哪里，没有要求改的前面有 !。收到的每份给一张回执，不写 -o 时在办公夹的 "
        "receipts 里。收到的原样放在 cases 里，以后也不改动。\n"
        "有不收的，退出码是 4；读写不成，是 3。")},
    {"desk list", cmd_desk_list,
     TAKES(STATE) | TAKES(COUNTY) | TAKES(FIND) | TAKES(SORT) | TAKES(PROBLEMS) | TAKES(RANK) |
         TAKES(ASCENDING) | TAKES(ROUND) | TAKES(JSON),
     1, 1,
     N_("[--state 状态] [--county 名称] [--round 轮次] [--problems] [--find 文字] [--sort 次序] "
        "[--rank 栏目 [--ascending]] [--json] 办公夹"),
     N_("列出办公夹里的各件"),
     N_("每件一行，以制表符分隔：编号、状态、第几次送来、单位、代码、案例、审了几条/"
        "共几条、没有了结"
        "的意见、收到时的错误、收到的时间。状态是英文代号，读不出来的件是 "
        "broken，说明在标准错误里，"
        "退出码是 4。\n"
        "--state 写代号（如 received）或名称（如 收到）。--find "
        "在申报书、意见、理由、单位名称里到处"
        "找，全角半角、大小写都不要紧。\n"
        "--rank 按市里记下的一栏分数排名次，前面多两列：名次、分数；数大的在前，--ascending "
        "数小的在前。同一件有几位专家的分数时，要先由市里定一个。")},
    {"desk review", cmd_desk_review,
     TAKES(BY) | TAKES(QUOTE) | TAKES(JSON) | TAKES(KEYS) | TAKES(DUMP_SCREEN) | TAKES(SIZE) |
         TAKES(STYLES) | TAKES(SAVE),
     1, ANY_NUMBER, N_("办公夹 [件 [动作 ...]]"), N_("审核：打开审核页，或用命令记下审核结果"),
     N_("不写动作：打开审核页；写了件（编号的开头、信用代码或单位全名）就直接打开那一件。\n"
        "动作：show 印出审核记录；mark 条款 pass|doubt|fail|none [说明]；mark-rest "
        "其余各条都通过；\n"
        "remark 字段 意见 [--quote 原话]，输出它的号，字段写 \"\" 是对整件；reword 号 意见；drop "
        "号；"
        "accept 号 [话]；again 号 意见；\n"
        "decide recommended|returned|declined 理由；withdraw 理由；allow 代码 理由；seen 材料；\n"
        "copy 份号 校验码；brief 文字|@文件；experience 文字|@文件；carry 轮次；archive。\n"
        "意见、理由等文字也可以写 @文件 或 -，和 set 一样。allow 的理由写 \"\" 是不再放行；seen "
        "再写一次是撤销。\n"
        "状态、通知不允许的，说明原因，退出码是 4。")},
    {"desk return", cmd_desk_return, TAKES(OUTPUT) | TAKES(BY), 2, 2, N_("[-o 文件] 办公夹 件"),
     N_("写出退回文件，交给申报单位"),
     N_("决定退回补正以后，把意见写成一个文件，放在办公夹的 returns 里，输出它的路径；申报单位用 "
        "tianbiao 打开它，逐条修改、答复。程序不发送任何东西。\n"
        "转入下一轮的，写的是要重新提供的材料。")},
    {"desk summary", cmd_desk_summary,
     TAKES(FORMAT) | TAKES(COUNTY) | TAKES(CONTACT) | TAKES(PHONE) | TAKES(STATE) | TAKES(ROUND) |
         TAKES(EXCEL_TEXT) | TAKES(OUTPUT),
     1, ANY_NUMBER,
     N_("[--format text|csv|tsv|xlsx|docx] [--county 名称] [--contact 姓名] [--phone 电话] [-o "
        "文件] 办公夹|路径..."),
     N_("汇总成一张表：办公夹里推荐了的，或者许多草稿"),
     N_("办公夹：只列这一轮推荐了的（报市了的也在内），按决定的先后编号；表头照 desk.yaml；简述用经"
        "办人改写的，没有改写就用申报单位的。简述是空的、超过字数，或者收到的草稿被改动过，就不写出"
        "。"
        "--state 只要一种状态的，--round 要另一轮的。\n"
        "其余的路径是草稿或装草稿的文件夹；每份缺什么、哪一栏超过字数，都在标准错误里说明。演示数据"
        "不汇总。\n"
        "xlsx 的每一格都是文字，代码、电话一位不少，给 Excel、WPS 表格最合适；csv 和 tsv "
        "存成文件也可以直接打开，tsv 不写 -o 时给别的程序用，没有开头的标记。xlsx、docx 要写 "
        "-o。")},
    {"desk bundle", cmd_desk_bundle, TAKES(OUTPUT) | TAKES(ARCHIVE) | TAKES(ROUND) | TAKES(BY), 1,
     1, N_("[-o 文件夹|文件.zip] 办公夹；--archive [--round 轮次] -o 文件夹|文件.zip 办公夹"),
     N_("做成报送件，报市里；或做成归档件"),
     N_("这一轮推荐的各件的送审包、汇总表、审核记录、纸质件的清单和校验码、典型经验、信的写法，附一"
        "张"
        "带 SHA-256 的清单。各件转为“已报市”。还缺什么，逐条列出，不做（退出码 1）。\n"
        "不写 -o 时，放在办公夹的 bundles 里。没有做完，再做一次就是；已经报市的照样在内。\n"
        "--"
        "archive：市里把入选和未入选的各件做成归档件：每次送来的送审包、审核和评审的记录、入选名单"
        "、"
        "台账，附目录，每个文件都有 SHA-256；--round 只要这一轮的。各件的状态不变，归档用 desk "
        "review "
        "办公夹 件 archive。归档件用 verify 核对。")},
    {"desk score", cmd_desk_score, TAKES(IMPORT) | TAKES(ROUND) | TAKES(OPINION) | TAKES(BY), 1,
     ANY_NUMBER,
     N_("[--round 轮次] [--opinion 意见|@文件] 办公夹 件 专家 栏目=分数...；[--round 轮次] "
        "--import "
        "文件.csv 办公夹"),
     N_("记下评审的分数和意见"),
     N_("栏目由市里定，照填的记，不另立标准，也不算平均。同一位专家对同一件再记一次，就换掉上一次的"
        "；"
        "市里自己定的分数，专家写 \"\"。\n"
        "--import 读 Excel、WPS 存成的 CSV "
        "或制表符分隔的文本，编码自动辨认。第一行是栏目，要有“编号”"
        "“信用代码”“企业名称”里的一栏，也认表单自己的叫法；可以有“专家”“意见”；“序号”、案例名称之类"
        "的不读，其余各栏都是分数。没有填的行不读。有一行不对，整个文件都不记，逐行说明，退出码是 "
        "4。")},
    {"desk select", cmd_desk_select,
     TAKES(ROUND) | TAKES(RANK) | TAKES(ASCENDING) | TAKES(CEILING) | TAKES(REST) | TAKES(PUBLIC) |
         TAKES(READERS) | TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(BY),
     1, ANY_NUMBER,
     N_("[--ceiling 总额] [--rest] 办公夹 件...；--rank 栏目 [--ascending] 办公夹；--public "
        "[--format 格式] [-o 文件] 办公夹；--readers -o 文件夹 办公夹 [栏目...]"),
     N_("遴选：记下入选的，印出名单"),
     N_("记的是 --round "
        "写的那一轮，不写就是办公夹的。总额不能超过上限，一个代码只能入选一次；有一件"
        "不行，整个名单都不记。--rest：这一轮其余的都记为未入选。\n"
        "--rank "
        "按一栏分数列出名次，在总额以内建议哪些入选，什么都不记。每件在这一栏要有一个数；数相同"
        "的名次并列。每件一行，以制表符分隔：名次、分数、编号、单位、案例、县、建议。\n"
        "--public 印出可以公布的名单，没有代码、电话和邮箱；--format text|csv|tsv|xlsx|docx，写 "
        "earlier "
        "是给各县（市、区）办公夹的 earlier.csv，列出各轮入选的代码。\n"
        "--readers "
        "把候选各件的申报书（文本、Word、插图）放进一个新文件夹，给评审专家：联系人、电话等"
        "略去，单位名称还在；附目录和评分表 scores.csv，写了栏目就列在表里，填好以后用 desk score "
        "--import 读入。")},
    {"desk ledger", cmd_desk_ledger,
     TAKES(AMOUNT) | TAKES(FORMAT) | TAKES(EXCEL_TEXT) | TAKES(ROUND) | TAKES(OUTPUT) | TAKES(BY),
     1, 5,
     N_("[--amount 金额] 办公夹 件 阶段 [日期 [说明]]；[--format text|csv|tsv|xlsx|docx] [--round "
        "轮次] [-o 文件] 办公夹"),
     N_("入选以后的台账：拨付、审计、评价、归档"),
     N_("不写件：印出台账，哪些阶段还没有办也列出来；csv、tsv、xlsx 里日期、金额、说明各占一栏。\n"
        "阶段由表单规定，写代号或名称；日期写 2024-12-01，不写就是今天。")},
    {.name = "doctor"},
    {.name = "demo"},
    {.name = "practice"},
};

const size_t command_count = sizeof commands / sizeof commands[0];
