#include "form/load_map.h"

#include "base/i18n.h"
#include "text/utf8.h"

/* ---- scalars ---- */

bool load_is_control(char32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029 ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

/* The bytes that may begin a control: the others are passed over quickly. */
static const bool maybe_control[256] = {
    [0x00] = 1, [0x01] = 1, [0x02] = 1, [0x03] = 1, [0x04] = 1, [0x05] = 1, [0x06] = 1, [0x07] = 1,
    [0x08] = 1, [0x09] = 1, [0x0A] = 1, [0x0B] = 1, [0x0C] = 1, [0x0D] = 1, [0x0E] = 1, [0x0F] = 1,
    [0x10] = 1, [0x11] = 1, [0x12] = 1, [0x13] = 1, [0x14] = 1, [0x15] = 1, [0x16] = 1, [0x17] = 1,
    [0x18] = 1, [0x19] = 1, [0x1A] = 1, [0x1B] = 1, [0x1C] = 1, [0x1D] = 1, [0x1E] = 1, [0x1F] = 1,
    [0x7F] = 1, [0xC2] = 1, [0xE2] = 1, [0xEF] = 1,
};

/* A newline is allowed in texts of many lines, nothing else ever. */
static bool refuse_controls(struct loader *l, const struct yaml_node *node, struct sv text,
                            bool lines)
{
    for (size_t i = 0; i < text.len; i++) {
        char32_t cp;
        if (!maybe_control[(unsigned char)text.ptr[i]])
            continue;
        utf8_decode(text, i, &cp);
        if (!load_is_control(cp) || (lines && cp == '\n'))
            continue;
        if (cp == '\n')
            load_mistake(l, node, _("这里只能写一行，不能换行。"));
        else
            load_mistake(l, node, _("文字里有看不见的控制字符 U+%04X，请删去它。"), (unsigned)cp);
        return true;
    }
    return false;
}

struct sv load_text(struct loader *l, const struct yaml_node *node, bool lines)
{
    if (node->kind != YAML_SCALAR) {
        load_mistake(l, node, _("这里要写一段文字，不能是列表或一组键。"));
        return SV("");
    }
    struct sv text = yaml_prose(node);
    if (refuse_controls(l, node, text, lines))
        return SV("");
    return arena_copy(&l->form->arena, text);
}

bool load_yes(struct loader *l, const struct yaml_node *node, bool *out)
{
    bool yes = sv_eq(node->text, SV("yes")), no = sv_eq(node->text, SV("no"));
    if (node->kind == YAML_SCALAR && (yes || no)) {
        *out = yes;
        return true;
    }
    struct form_mistake *m =
        load_mistake(l, node, _("“%.*s”这里要写 yes 或 no。"),
                     SV_ARG(load_shown(l, node->key ? node->key->text : SV(""))));
    load_hint(m, _("yes 是“是”，no 是“否”，都用小写"));
    return false;
}

bool load_number(struct loader *l, const struct yaml_node *node, int64_t min, int64_t max,
                 int64_t *out)
{
    if (node->kind == YAML_SCALAR && sv_number(node->text, min, max, out))
        return true;
    load_mistake(l, node, _("“%.*s”这里要写一个整数，从 %lld 到 %lld。"),
                 SV_ARG(load_shown(l, node->key ? node->key->text : SV(""))), (long long)min,
                 (long long)max);
    return false;
}

/* ---- lists ---- */

bool load_list(struct loader *l, const struct yaml_node *list, uint32_t most)
{
    if (!list)
        return false;
    if (list->kind != YAML_LIST) {
        load_mistake(l, list, _("这里要写一个列表，每项以“- ”开头，或者写成 [一, 二]。"));
        return false;
    }
    if (list->count == 0)
        load_mistake(l, list, _("这个列表里一项也没有，不需要就整个删去。"));
    if (list->count > most)
        load_mistake(l, list, _("这个列表有 %u 项，最多只能有 %u 项。"), list->count, most);
    return list->count > 0 && list->count <= most;
}

struct words load_words(struct loader *l, const struct yaml_node *node)
{
    struct words words = {0};
    if (node->kind == YAML_LIST && !load_list(l, node, LOAD_MAX_LIST))
        return words;
    bool one = node->kind != YAML_LIST;
    struct sv *texts = arena_calloc(&l->form->arena, one ? 1 : node->count, sizeof *texts);
    for (const struct yaml_node *item = one ? node : node->first; item;
         item = one ? NULL : item->next) {
        struct sv text = load_text(l, item, false);
        if (item->kind == YAML_SCALAR && item->text.len == 0)
            load_mistake(l, item, _("这里是空的，请写上文字。"));
        texts[words.len++] = text;
    }
    words.ptr = texts;
    return words;
}

bool load_is_id(struct sv id, bool dots, bool digit)
{
    bool start = true;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool letter = c >= 'a' && c <= 'z', number = c >= '0' && c <= '9';
        bool mark = c == '_' || c == '-';
        if (dots && c == '.' && !start) {
            start = true;
            continue;
        }
        if (!letter && (start ? !(digit && number) : !number && !mark))
            return false;
        start = false;
    }
    return !start;
}

/* ---- maps ---- */

static bool known_here(const struct key *key, const struct key_table *table)
{
    return (!key->kinds || (key->kinds & table->kind)) &&
           (!key->places || (key->places & table->place));
}

static const struct key *find_key(const struct key_table *table, struct sv name)
{
    for (uint32_t i = 0; i < table->count; i++)
        if (sv_eq(table->keys[i].name, name))
            return &table->keys[i];
    return NULL;
}

static void refuse_key(struct loader *l, const struct key_table *table, const struct key *key,
                       const struct yaml_node *node)
{
    struct sv shown = load_shown(l, node->text);
    struct guess guess;
    if (key) {
        struct form_mistake *m =
            load_mistake(l, node, _("%s不能写“%.*s”。"), table->what, SV_ARG(shown));
        load_hint(m, _("这个键用在别的种类或别的地方，见 forms/README"));
        return;
    }
    struct form_mistake *m =
        load_mistake(l, node, _("%s没有“%.*s”这个键。"), table->what, SV_ARG(shown));
    if (!m)
        return;
    guess_start(&guess, node->text);
    for (uint32_t i = 0; i < table->count; i++)
        if (known_here(&table->keys[i], table))
            guess_try(&guess, table->keys[i].name);
    guess_hint(m, &guess);
    if (guess.best.len)
        vec_push(&l->typos, find_key(table, guess.best));
}

bool load_mistyped(const struct loader *l, const struct key *keys, uint32_t count)
{
    for (size_t i = 0; i < l->typos.len; i++)
        if (l->typos.ptr[i] >= keys && l->typos.ptr[i] < keys + count)
            return true;
    return false;
}

/* Is the node of the shape a key wants; says what it wants if it is not. */
static bool right_shape(struct loader *l, const struct key *key, const struct yaml_node *node)
{
    static const struct {
        unsigned kinds; /* bits of enum yaml_kind */
        const char *words;
    } shapes[] = {
        [KEY_TEXT] = {1u << YAML_SCALAR, N_("要写一行文字。")},
        [KEY_PROSE] = {1u << YAML_SCALAR, N_("要写文字。")},
        [KEY_YES] = {1u << YAML_SCALAR, N_("要写 yes 或 no。")},
        [KEY_NUM] = {1u << YAML_SCALAR, N_("要写一个整数。")},
        [KEY_SCALAR] = {1u << YAML_SCALAR, N_("只能写一个值。")},
        [KEY_LIST] = {1u << YAML_LIST, N_("要写一个列表，每项以“- ”开头。")},
        [KEY_MAP] = {1u << YAML_MAP, N_("要写一组“键: 值”。")},
        [KEY_MANY] = {1u << YAML_SCALAR | 1u << YAML_LIST, N_("要写一个值或一个列表。")},
        [KEY_ANY] = {7, ""},
    };
    bool empty = node->kind == YAML_SCALAR && yaml_prose(node).len == 0;
    if (empty && !(key->flags & KEY_BLANK)) {
        load_mistake(l, node->key, _("“%.*s”后面是空的，请写上内容，不需要就删去这个键。"),
                     SV_ARG(key->name));
        return false;
    }
    if (shapes[key->type].kinds & (1u << node->kind))
        return true;
    load_mistake(l, node, _("“%.*s”后面%s"), SV_ARG(key->name), _(shapes[key->type].words));
    return false;
}

static void store(struct loader *l, const struct key *key, const struct yaml_node *node,
                  void *target)
{
    if (key->type > KEY_NUM)
        return;
    void *at = (char *)target + key->offset;
    int64_t number;
    bool yes;
    switch (key->type) {
    case KEY_TEXT:
    case KEY_PROSE:
        *(struct sv *)at = load_text(l, node, key->type == KEY_PROSE);
        break;
    case KEY_YES:
        if (load_yes(l, node, &yes))
            *(bool *)at = yes;
        break;
    case KEY_NUM:
        if (load_number(l, node, key->min, key->max, &number))
            *(uint32_t *)at = (uint32_t)number;
        break;
    default:
        break;
    }
}

static void require(struct loader *l, const struct yaml_node *map, const struct key_table *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        const struct key *key = &table->keys[i];
        if ((key->flags & KEY_MUST) && known_here(key, table) && !yaml_get(map, key->name) &&
            !load_mistyped(l, key, 1))
            load_mistake(l, map, _("%s缺少“%.*s”，必须写上。"), table->what, SV_ARG(key->name));
    }
}

bool load_map(struct loader *l, const struct yaml_node *map, const struct key_table *table,
              void *target, const struct yaml_node **got)
{
    if (map->kind != YAML_MAP) {
        load_mistake(l, map, _("%s要写成一组“键: 值”。"), table->what);
        return false;
    }
    vec_clear(&l->typos);
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        const struct key *key = find_key(table, node->key->text);
        if (!key || !known_here(key, table)) {
            refuse_key(l, table, key, node->key);
            continue;
        }
        if (!right_shape(l, key, node))
            continue;
        got[key - table->keys] = node;
        store(l, key, node, target);
    }
    require(l, map, table);
    return true;
}
