#include "office/ledger.h"

void score_release(struct score *s)
{
    str_release(&s->reader);
    str_release(&s->round);
    for (size_t i = 0; i < s->values.len; i++) {
        str_release(&s->values.ptr[i].column);
        str_release(&s->values.ptr[i].value);
    }
    vec_release(&s->values);
    str_release(&s->opinion);
    stamp_release(&s->stamp);
}

void score_copy(struct score *to, const struct score *from)
{
    str_set(&to->reader, str_sv(&from->reader));
    str_set(&to->round, str_sv(&from->round));
    for (size_t i = 0; i < from->values.len; i++) {
        struct score_value *value = vec_add(&to->values);
        str_set(&value->column, str_sv(&from->values.ptr[i].column));
        str_set(&value->value, str_sv(&from->values.ptr[i].value));
    }
    str_set(&to->opinion, str_sv(&from->opinion));
    stamp_copy(&to->stamp, &from->stamp);
}

void ledger_entry_release(struct ledger_entry *l)
{
    str_release(&l->stage);
    str_release(&l->date);
    str_release(&l->amount);
    str_release(&l->note);
    stamp_release(&l->stamp);
}

void ledger_entry_copy(struct ledger_entry *to, const struct ledger_entry *from)
{
    str_set(&to->stage, str_sv(&from->stage));
    str_set(&to->date, str_sv(&from->date));
    str_set(&to->amount, str_sv(&from->amount));
    str_set(&to->note, str_sv(&from->note));
    stamp_copy(&to->stamp, &from->stamp);
}

struct sv score_find(const struct score *s, struct sv column)
{
    for (size_t i = 0; i < s->values.len; i++)
        if (sv_eq(str_sv(&s->values.ptr[i].column), column))
            return str_sv(&s->values.ptr[i].value);
    return SV("");
}
