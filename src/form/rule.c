#include "form/rule.h"

#include "base/bug.h"

static const struct sv severities[] = {
    [SEVERITY_ERROR] = {"error", 5},
    [SEVERITY_WARNING] = {"warning", 7},
    [SEVERITY_NOTE] = {"note", 4},
};

static const struct sv gates[GATES] = {
    [GATE_DRAFT] = {"draft", 5},   [GATE_FINAL] = {"final", 5}, [GATE_PACK] = {"pack", 4},
    [GATE_COUNTY] = {"county", 6}, [GATE_CITY] = {"city", 4},
};

static const struct sv keys[] = {
#define RULE_KEY(id, key, args, must, may) {key, sizeof(key) - 1},
    RULE_OPS(RULE_KEY)
#undef RULE_KEY
};

static bool name_index(const struct sv *names, unsigned count, struct sv name, unsigned *out)
{
    for (unsigned i = 0; i < count; i++) {
        if (!sv_eq(names[i], name))
            continue;
        *out = i;
        return true;
    }
    return false;
}

struct sv severity_name(enum severity s)
{
    BUG_ON((unsigned)s > SEVERITY_NOTE);
    return severities[s];
}

struct sv gate_name(enum gate g)
{
    BUG_ON((unsigned)g >= GATES);
    return gates[g];
}

bool severity_by_name(struct sv name, enum severity *out)
{
    unsigned found;
    if (!name_index(severities, SEVERITY_NOTE + 1, name, &found))
        return false;
    *out = (enum severity)found;
    return true;
}

bool gate_by_name(struct sv name, enum gate *out)
{
    unsigned found;
    if (!name_index(gates, GATES, name, &found))
        return false;
    *out = (enum gate)found;
    return true;
}

struct sv rule_op_key(enum rule_op op)
{
    BUG_ON((unsigned)op >= RULE_OP_COUNT);
    return keys[op];
}

bool field_list_has(const struct field_list *list, uint32_t field)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (list->ptr[i] == field)
            return true;
    return false;
}
