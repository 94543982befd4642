#include "cmd/verify.h"

#include "cmd/output.h"

static const struct {
    const char *name; /* in JSON */
    int code;
} verdicts[VERDICTS] = {
    [VERDICT_SAME] = {"same", 0},
    [VERDICT_CHANGED] = {"changed", ERR_FOUND},
    [VERDICT_NEVER] = {"never", ERR_FOUND},
    [VERDICT_OLDER] = {"older", ERR_FOUND},
    [VERDICT_UNKNOWN] = {"unknown", ERR_FOUND},
    [VERDICT_MISTYPED] = {"mistyped", ERR_USAGE},
};

int verdict_exit(enum verdict verdict)
{
    return verdicts[verdict].code;
}

void verifying_release(struct verifying *v)
{
    str_release(&v->now);
    str_release(&v->typed);
    picture_changes_release(&v->pictures);
    opened_release(&v->o);
}

/* ---- judging ---- */

/* A known code that differs from the mistyped one in one group only. */
static void find_nearest(struct verifying *v)
{
    const struct finals *log = &v->o.draft->finals;
    if (v->answer != CODE_MISTYPED)
        return;
    for (size_t i = log->len; i-- > 0 && !v->group;) {
        v->group = code_differs(str_sv(&v->typed), str_sv(&log->ptr[i].code));
        v->final = v->group ? &log->ptr[i] : NULL;
    }
}

static enum verdict judge_typed(struct verifying *v, const char *typed)
{
    v->answer = code_read(sv_from(typed), &v->typed, &v->group);
    v->final = NULL;
    if (v->answer != CODE_GOOD && v->answer != CODE_NEWER) {
        find_nearest(v);
        return VERDICT_MISTYPED;
    }
    v->final = finals_find(v->o.draft, str_sv(&v->typed));
    if (sv_eq(str_sv(&v->typed), str_sv(&v->now)))
        return VERDICT_SAME;
    return v->final ? VERDICT_OLDER : VERDICT_UNKNOWN;
}

static enum verdict judge_draft(struct verifying *v)
{
    static const enum verdict by_state[] = {[FINAL_NEVER] = VERDICT_NEVER,
                                            [FINAL_CHANGED] = VERDICT_CHANGED,
                                            [FINAL_NOW] = VERDICT_SAME};
    v->final = finals_last(v->o.draft);
    /* Demonstration data is never final, whatever a file says. */
    if (v->o.draft->demo)
        return VERDICT_NEVER;
    return by_state[final_state(v->o.draft, str_sv(&v->now))];
}

/* Is the content compared with the last 定稿, and differs. */
static bool left_last(const struct verifying *v)
{
    bool old = v->verdict == VERDICT_CHANGED || v->verdict == VERDICT_OLDER;
    return old && v->final == finals_last(v->o.draft);
}

void verify_judge(struct verifying *v, const char *typed, const struct facts *facts)
{
    v->verdict = typed ? judge_typed(v, typed) : judge_draft(v);
    if (left_last(v))
        final_pictures(v->o.draft, facts, &v->pictures);
}

/* ---- in words ---- */

/* 第 2 稿（2024-06-01 09:00 定稿） */
static void add_final(struct str *out, const struct final *f)
{
    struct sv time = str_sv(&f->time);
    str_add_f(out, _("第 %u 稿（%.*s %.*s 定稿）"), f->revision, 10, time.ptr, 5, time.ptr + 11);
}

static void add_same(struct str *out, const struct verifying *v, bool typed)
{
    struct str final = {0};
    if (v->final)
        add_final(&final, v->final);
    if (!typed)
        str_add_f(out, _("内容和%s一样，校验码 %s。"), final.ptr, v->now.ptr);
    else if (v->final)
        str_add_f(out, _("和纸上的一样，是%s，校验码 %s。"), final.ptr, v->now.ptr);
    else
        str_add_f(out, _("内容和纸上的一样，校验码 %s；这份文件里没有它的定稿记录。"), v->now.ptr);
    str_release(&final);
}

static void add_older(struct str *out, const struct verifying *v)
{
    const struct final *last = finals_last(v->o.draft);
    struct str then = {0}, now = {0};
    add_final(&then, v->final);
    add_final(&now, last);
    if (v->final == last)
        str_add_f(out, _("纸上的是%s，那以后内容改动过。"), then.ptr);
    else
        str_add_f(out, _("纸上的是旧稿：%s。这份草稿最近一次定稿是%s。"), then.ptr, now.ptr);
    str_release(&then);
    str_release(&now);
}

static void add_changed(struct str *out, const struct verifying *v)
{
    struct str final = {0};
    add_final(&final, v->final);
    str_add_f(out,
              _("%s以后，内容改动过，和校验码 %s 对不上了。要交现在的内容，请重新定稿、重新打印"
                "盖章。"),
              final.ptr, v->final->code.ptr);
    str_release(&final);
}

static void add_unknown(struct str *out, const struct verifying *v)
{
    if (v->answer == CODE_NEWER)
        str_add_f(out, _("校验码 %s 是别的版本的程序印的，这个版本核对不了。"), v->typed.ptr);
    else
        str_add_f(out, _("校验码 %s 不是这份草稿的：纸上是另一份申报书，或者内容和这份文件不同。"),
                  v->typed.ptr);
}

static void add_mistyped(struct str *out, const struct verifying *v)
{
    const char *shape = _("校验码是 12 个字符，分三组，每组 4 个");
    if (v->answer == CODE_STRANGE)
        str_add_f(out, _("校验码输错了：第 %u 组里有校验码不用的字符。"), v->group);
    else if (v->answer == CODE_SHORT && v->group)
        str_add_f(out, _("校验码输错了：%s，第 %u 组的个数不对。"), shape, v->group);
    else if (v->answer == CODE_SHORT)
        str_add_f(out, _("校验码输错了：%s，这里的个数不对。"), shape);
    else if (v->final)
        str_add_f(out,
                  _("校验码输错了：末位的校验字符对不上。它和第 %u 稿的校验码 %s 只差第 %u "
                    "组，请对照纸上看这一组。"),
                  v->final->revision, v->final->code.ptr, v->group);
    else
        str_add(out, sv_from(_("校验码输错了：末位的校验字符对不上，有一处抄错。请对照纸上一组一组"
                               "地看，再输一遍。")));
}

static void add_pictures(struct str *out, const struct verifying *v)
{
    for (size_t i = 0; i < v->pictures.len; i++) {
        const struct picture_change *p = &v->pictures.ptr[i];
        str_add_f(out,
                  p->missing ? _("%s：%s（%s）的图片文件不在了。\n")
                             : _("%s：%s（%s）的图片和定稿时不是同一张。\n"),
                  v->path, p->label.ptr, p->file.ptr);
    }
}

static void add_words(struct str *out, const struct verifying *v, bool typed)
{
    str_add_f(out, "%s：", v->path);
    switch (v->verdict) {
    case VERDICT_SAME:
        add_same(out, v, typed);
        break;
    case VERDICT_CHANGED:
        add_changed(out, v);
        break;
    case VERDICT_NEVER:
        str_add(out, sv_from(_("还没有定稿，打印的每一页都是“草稿”，没有校验码可以核对。")));
        break;
    case VERDICT_OLDER:
        add_older(out, v);
        break;
    case VERDICT_UNKNOWN:
        add_unknown(out, v);
        break;
    default:
        add_mistyped(out, v);
    }
    str_add_byte(out, '\n');
    add_pictures(out, v);
}

/* ---- as JSON ---- */

static void add_json_final(struct json *j, struct sv key, const struct final *f)
{
    if (!f)
        return;
    json_open(j, key, '{');
    json_number(j, SV("revision"), f->revision);
    json_text(j, SV("code"), str_sv(&f->code));
    json_text(j, SV("time"), str_sv(&f->time));
    json_close(j);
}

void verify_add_json(struct json *j, const struct verifying *v, bool typed)
{
    json_text(j, SV("verdict"), sv_from(verdicts[v->verdict].name));
    json_text(j, SV("code"), str_sv(&v->now));
    if (typed)
        json_text(j, SV("typed"), str_sv(&v->typed));
    if (v->group)
        json_number(j, SV("group"), v->group);
    add_json_final(j, SV("final"), v->final);
    add_json_final(j, SV("last"), finals_last(v->o.draft));
    json_open(j, SV("pictures"), '[');
    for (size_t i = 0; i < v->pictures.len; i++) {
        json_open(j, SV(""), '{');
        json_text(j, SV("label"), str_sv(&v->pictures.ptr[i].label));
        json_text(j, SV("file"), str_sv(&v->pictures.ptr[i].file));
        json_bool(j, SV("missing"), v->pictures.ptr[i].missing);
        json_close(j);
    }
    json_close(j);
}

/* ---- telling ---- */

void verify_put(struct context *c, const struct verifying *v, bool typed)
{
    struct str out = {0};
    if (v->verdict == VERDICT_MISTYPED) {
        verify_say_mistyped(c, v);
        return;
    }
    add_words(&out, v, typed);
    put(c, str_sv(&out));
    str_release(&out);
}

void verify_say_mistyped(struct context *c, const struct verifying *v)
{
    struct str out = {0};
    add_mistyped(&out, v);
    say(c, "%s", out.ptr);
    str_release(&out);
}
