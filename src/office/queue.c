#include "office/queue.h"

void queue_row_release(struct queue_row *row)
{
    case_head_release(&row->head);
    struct str *const texts[] = {&row->round,   &row->check_code, &row->digest, &row->received,
                                 &row->touched, &row->by,         &row->path,   &row->trouble};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        str_release(texts[i]);
}

void queue_release(struct queue *q)
{
    for (size_t i = 0; i < q->len; i++)
        queue_row_release(&q->ptr[i]);
    vec_release(q);
}
