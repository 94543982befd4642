#include "wizarding.h"

#include "paper.h"
#include "tui/draw.h"

static const struct {
    const char *name;
    uint16_t cols;
    uint16_t rows;
} sizes[] = {{"80x24", 80, 24}, {"40x12", 40, 12}, {"132x43", 132, 43}};

static void add_screen(struct bench *b, struct str *out)
{
    struct canvas canvas;
    canvas_init(&canvas);
    wizard_event(b->w, &(struct event){.kind = EVENT_SETTLE});
    draw_wizard(b->w, &canvas);
    str_add_f(out, "-- caret %u,%u --\n", canvas.caret_row, canvas.caret_col);
    canvas_dump(&canvas, true, out);
    canvas_release(&canvas);
}

/* What a page looks like as keys move through it, at each size. */
static void check_screens(const char *name, void (*play)(struct bench *b, struct str *out))
{
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct bench b;
        struct str out = {0}, file = {0};
        bench_open(&b, "  name: 生态赋能\n"
                       "  body: 一年来，上平台企业的设备利用率有明显改善。\n"
                       "  day: 2024-05-01\n"
                       "  who: [{id: w1, n: 甲厂}]\n");
        bench_resize(&b, sizes[i].cols, sizes[i].rows);
        play(&b, &out);
        str_add_f(&file, "versions/%s-%s", name, sizes[i].name);
        assert_golden(file.ptr, str_sv(&out));
        str_release(&out);
        str_release(&file);
        bench_close(&b);
    }
}

static const char base[] = "  name: 生态\n  body: 一年来，上平台企业的设备利用率有明显改善。\n"
                           "  who: [{id: w1, n: 甲厂}]\n";
static const char other[] =
    "  name: 生态赋能与协同\n"
    "  body: |-\n    一年来，上平台企业的设备利用率、订单响应速度和原料采购成本都有明显改善。\n"
    "    集群内协作比过去更紧密。\n"
    "  who: [{id: w1, n: 甲厂}, {id: w2, n: 乙厂, k: [p]}]\n";

static void play_recovered(struct bench *b, struct str *out)
{
    bench_offer(b, OFFER_RECOVERED, NULL, other, "等待开通的企业邮箱");
    add_screen(b, out);
    act(b, ACTION_DOWN);
    act(b, ACTION_DOWN);
    type(b, " ");
    add_screen(b, out);
    act(b, ACTION_ENTER);
    add_screen(b, out);
    act(b, ACTION_BACK);
    act(b, ACTION_BACK);
    add_screen(b, out);
}

static void play_changed(struct bench *b, struct str *out)
{
    bench_offer(b, OFFER_CHANGED, base, other, "");
    add_screen(b, out);
    act(b, ACTION_ENTER);
    add_screen(b, out);
    act(b, ACTION_BACK);
    act(b, ACTION_LINE_END);
    act(b, ACTION_UP);
    add_screen(b, out);
}

static void play_other_kinds(struct bench *b, struct str *out)
{
    bench_offer(b, OFFER_CARRIED, NULL, other, "");
    add_screen(b, out);
    act(b, ACTION_BACK);
    /* It can only be looked at now, and so can an earlier state of it. */
    bench_offer(b, OFFER_STATE, NULL, other, "");
    add_screen(b, out);
}

static void play_typing(struct bench *b, struct str *out)
{
    bench_offer(b, OFFER_RECOVERED, NULL,
                "  name: 生态赋能\n  body: 一年来，上平台企业的设备利用率有明显改善。\n"
                "  day: 2024-05-01\n  who: [{id: w1, n: 甲厂}]\n",
                "等待开通的企业邮箱，银行说要到下个月才能办好");
    add_screen(b, out);
    act(b, ACTION_DOWN);
    add_screen(b, out);
}

static void play_states(struct bench *b, struct str *out)
{
    struct listed_states states = {0};
    wizard_event(b->w, &(struct event){.kind = EVENT_STATES, .states = &states});
    add_screen(b, out);
    act(b, ACTION_BACK);
    for (int i = 0; i < 12; i++) {
        struct listed_state *s = vec_add(&states);
        str_add_f(&s->time, "2024-06-01 14:%02d", 59 - i);
        str_add_f(&s->note, i ? "保存时的样子，和现在有 %d 处不同" : "打开时的样子", i);
    }
    wizard_event(b->w, &(struct event){.kind = EVENT_STATES, .states = &states});
    for (int i = 0; i < 9; i++)
        act(b, ACTION_DOWN);
    add_screen(b, out);
}

static void play_held(struct bench *b, struct str *out)
{
    act(b, ACTION_ENTER);
    type(b, "未");
    wizard_event(b->w, &(struct event){.kind = EVENT_HELD, .text = SV("张三（电脑 ws12）")});
    add_screen(b, out);
    type(b, "存");
    add_screen(b, out);
    act(b, ACTION_LEAVE);
    add_screen(b, out);
    type(b, "5");
    add_screen(b, out);
    act(b, ACTION_ENTER);
    wizard_event(b->w, &(struct event){.kind = EVENT_FREED});
    add_screen(b, out);
}

static void test_recovered(void **state)
{
    (void)state;
    check_screens("recovered", play_recovered);
}

static void test_changed(void **state)
{
    (void)state;
    check_screens("changed", play_changed);
}

static void test_other_kinds(void **state)
{
    (void)state;
    check_screens("other-kinds", play_other_kinds);
}

static void test_typing(void **state)
{
    (void)state;
    check_screens("typing", play_typing);
}

static void test_states(void **state)
{
    (void)state;
    check_screens("states", play_states);
}

static void test_held(void **state)
{
    (void)state;
    check_screens("held", play_held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recovered),   cmocka_unit_test(test_changed),
        cmocka_unit_test(test_other_kinds), cmocka_unit_test(test_typing),
        cmocka_unit_test(test_states),      cmocka_unit_test(test_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
