/* Readers' marks and opinions, and the marks the city itself decides on. */
#include "text/norm.h"
#include "wizard/case_city_steps.h"
#include "wizard/dialogs.h"
#include "wizard/pages_reviewing.h"

enum { READER_NEW = -1, WHAT_VALUES = 0, WHAT_OPINION = 1 };

static void add_values(struct str *out, const struct score *s)
{
    for (size_t i = 0; i < s->values.len; i++)
        str_add_f(out, "%s%s=%s", i ? _("，") : "", s->values.ptr[i].column.ptr,
                  s->values.ptr[i].value.ptr);
}

static struct sv reader_name(const struct score *s)
{
    return s->reader.len ? str_sv(&s->reader) : sv_from(_("市里定的"));
}

static const struct score *find_score(const struct wizard *w, struct sv reader)
{
    const struct review *r = case_city_review(w);
    for (size_t i = 0; i < r->scores.len; i++)
        if (sv_eq(str_sv(&r->scores.ptr[i].reader), reader) &&
            sv_eq(str_sv(&r->scores.ptr[i].round), case_city_round(w)))
            return &r->scores.ptr[i];
    return NULL;
}

VEC_TYPE(values_read, struct score_value);

static void values_release(struct values_read *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].column);
        str_release(&list->ptr[i].value);
    }
    vec_release(list);
}

/* "创新=30，总分=89.5", with commas and equal signs of either width. */
static bool read_values(struct wizard *w, struct sv typed, struct values_read *out)
{
    struct str line = {0};
    struct sv rest, piece;
    str_set(&line, typed);
    str_replace_all(&line, SV("，"), SV(","));
    str_replace_all(&line, SV("；"), SV(","));
    str_replace_all(&line, SV("＝"), SV("="));
    rest = str_sv(&line);
    bool good = true;
    while (good && sv_next(&rest, ',', &piece)) {
        size_t equals = sv_find_byte(piece, '=', 0);
        struct sv column = sv_trim(sv_sub(piece, 0, equals));
        struct sv value = equals == SV_NONE ? SV("") : sv_trim(sv_from_offset(piece, equals + 1));
        if (sv_trim(piece).len == 0)
            continue;
        good = column.len > 0 && value.len > 0;
        if (!good) {
            wizard_say(w, TONE_WARN, _("“%.*s”应当写成 栏目=分数，几栏之间用逗号隔开。"),
                       SV_ARG(sv_trim(piece)));
            break;
        }
        struct score_value *v = vec_add(out);
        str_set(&v->column, column);
        str_set(&v->value, value);
    }
    str_release(&line);
    return good;
}

static bool values_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct values_read values = {0};
    const struct score *old = find_score(w, str_sv(&context->text));
    bool good = read_values(w, typed, &values);
    if (good && (values.len || old)) {
        const struct act act = {
            .kind = ACT_SCORE,
            .round = case_city_round(w),
            .reader = str_sv(&context->text),
            .values = values.ptr,
            .value_count = values.len,
            .text = old ? str_sv(&old->opinion) : SV(""),
        };
        (void)office_act(w, &act);
    }
    values_release(&values);
    return good;
}

static void ask_values(struct wizard *w, struct sv reader)
{
    const struct score *old = find_score(w, reader);
    struct str before = {0}, title = {0};
    if (old)
        add_values(&before, old);
    str_add_f(&title, _("%.*s的分数"), SV_ARG(reader.len ? reader : sv_from(_("市里定"))));
    struct prompt_page *p = page_prompt_new(w, title.ptr, str_sv(&before));
    str_set(&p->hint, sv_from(_("栏目=分数，几栏之间用逗号隔开，如 创新=30，总分=89.5。栏目由市里"
                                "定，照填的记。")));
    str_set(&p->context.text, reader);
    p->answered = values_answered;
    wizard_push(w, &p->page);
    str_release(&before);
    str_release(&title);
}

static bool reader_answered(struct wizard *w, struct sv typed, const struct answer_context *context)
{
    struct str reader = {0};
    (void)context;
    norm_line(sv_trim(typed), &reader, NULL);
    ask_values(w, str_sv(&reader));
    str_release(&reader);
    return true;
}

static unsigned ask_reader(struct wizard *w)
{
    struct prompt_page *p = page_prompt_new(w, _("是哪位专家评的？"), SV(""));
    str_set(&p->hint, sv_from(_("空着按 Enter：是市里定的分数，排名次时用它。")));
    p->answered = reader_answered;
    wizard_push(w, &p->page);
    return REACTION_REDRAW;
}

/* Marks stay as they are where an opinion comes alone. */
static void write_opinion(struct wizard *w, const struct score *s)
{
    const struct act act = {
        .kind = ACT_SCORE,
        .round = str_sv(&s->round),
        .reader = str_sv(&s->reader),
    };
    (void)page_write_open(w, &act);
}

static unsigned what_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct score *s = find_score(w, str_sv(&context->text));
    if (s && choice == WHAT_OPINION)
        write_opinion(w, s);
    else
        ask_values(w, str_sv(&context->text));
    return REACTION_REDRAW;
}

static unsigned score_chosen(struct wizard *w, int choice, const struct answer_context *context)
{
    const struct review *r = case_city_review(w);
    (void)context;
    if (choice == READER_NEW || (size_t)choice >= r->scores.len)
        return ask_reader(w);
    const struct score *s = &r->scores.ptr[choice];
    struct str title = {0};
    str_add_f(&title, _("%.*s评的"), SV_ARG(reader_name(s)));
    struct menu_page *m = page_menu_new(title.ptr);
    str_set(&m->note, s->opinion.len ? str_sv(&s->opinion) : sv_from(_("没有写意见。")));
    menu_add(m, WHAT_VALUES, _("改分数"));
    menu_add(m, WHAT_OPINION, _("写意见"));
    str_set(&m->context.text, str_sv(&s->reader));
    m->chosen = what_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}

unsigned case_city_open_scores(struct wizard *w)
{
    const struct review *r = case_city_review(w);
    struct str title = {0};
    str_add(&title, sv_from(_("评审分数　")));
    case_city_add_round(&title, w, case_city_round(w));
    struct menu_page *m = page_menu_new(title.ptr);
    for (size_t i = 0; i < r->scores.len; i++) {
        struct str line = {0};
        if (!sv_eq(str_sv(&r->scores.ptr[i].round), case_city_round(w)))
            continue;
        str_add_f(&line, "%.*s　", SV_ARG(reader_name(&r->scores.ptr[i])));
        add_values(&line, &r->scores.ptr[i]);
        menu_add(m, (int)i, line.ptr);
        str_release(&line);
    }
    menu_add(m, READER_NEW, m->items.len ? _("再记一位专家的") : _("记一位专家的分数"));
    m->chosen = score_chosen;
    wizard_push(w, &m->page);
    str_release(&title);
    return REACTION_REDRAW;
}
