/* Words of the kernel: what they are, tables to find them by, and the lookup of those that are like
 * one. A part of kernel.c, which includes it once.
 */
#include <stdint.h>
#include <string.h>

#define LETTERS 32 /* letters kept of a word */
#define WORDS 20   /* words kept of a reading */
#define PREFIX 9   /* letters of a word that deletions are made from */
#define UNITS (2 * WORDS)
#define PAIRS (WORDS * WORDS + 2 * WORDS * WORDS)
#define MILLION 1000000
#define NEVER_ALONE INT32_MAX
#define WORTH 4 /* more rows than those touched before are read for a light unit */

enum { WORD, NUMBER, LEGAL, PARTICLE, INITIAL };

/* Words and what similarity needs of them. Texts are slices of a pool. */
typedef struct {
    int64_t count;
    const uint8_t *text;
    const int32_t *text_at;
    const uint8_t *kind;
    const uint8_t *bare;     /* the script writes few vowels */
    const uint8_t *attested; /* it stands in the table of frequencies */
    const int32_t *weight;
    const uint8_t *skeleton;
    const int32_t *skeleton_at;
    const uint8_t *shape;
    const int32_t *shape_at;
    const int32_t *group;
    const int32_t *group_at;
} Words;

/* Hash to numbers: entries of one bucket stand together. */
typedef struct {
    int64_t shift;
    const uint32_t *at;
    const uint32_t *rest;
    const int32_t *id;
} Table;

/* A list. Units are its words, then its joins (two neighbouring words run together). */
typedef struct {
    Words words;
    int64_t units;
    const int32_t *mass; /* of a unit */
    const int32_t *join; /* two words of each join */
    Table by_letters;    /* words, by deletions */
    Table by_join;       /* joins, by the whole text */
    Table by_shape;      /* words, by the whole shape */
    Table by_skeleton;   /* skeletons, by deletions */
    int64_t skeletons;
    const uint8_t *skeleton;
    const int32_t *skeleton_at;
    const int32_t *skeleton_word; /* words of a skeleton */
    const int32_t *skeleton_word_at;
    int64_t groups;
    const int32_t *group_word; /* words of a group of variants */
    const int32_t *group_word_at;
    const int32_t *post; /* rows of a unit, the lightest first; then all units again, for rows
                            with initials */
    const int32_t *post_at;
    const int32_t *post_mass;
    int64_t rows;
    const int32_t *row_word;
    const int32_t *row_join; /* the join that starts at a word, or -1 */
    const int32_t *row_at;
    const int32_t *row_mass;
    const int32_t *row_initials; /* first letters of initials, as bits (letter & 31) */
} List;

/* The frozen numbers of the score; see weights.py. */
typedef struct {
    int32_t unmatched_query, unmatched_listed, contradiction, steepness;
    int32_t initial_share, initial_closeness, initial_weight, heaviest;
    int32_t floor, join_similarity, exact_bonus;
    int32_t lone, lone_common, common;
    int32_t edit, edit_first;
    int32_t sound, sound_near, sound_length, sound_first, sound_short;
    int32_t bare_sound, bare_sound_near, bare_sound_short;
    int32_t shape, attested, attested_sound, thin, variant;
} Numbers;

typedef struct {
    int32_t sum;  /* what the units so far may bring at most */
    int32_t best; /* of it, by the unit at hand */
    int32_t unit; /* -1 between calls */
    int32_t mass; /* of the row; never changed */
    int32_t alone; /* what the one unit so far may bring alone, or NEVER_ALONE */
} State;

/* What is first asked of a word of the list, side by side, so that one look at memory gives it. */
typedef struct {
    uint64_t letters; /* see letters_of */
    uint8_t length, first, bare, attested, is_fuzzy;
} Card;

/* Memory of one caller. */
typedef struct {
    Card *cards;      /* one a word; never changed after cv_cards */
    State *state;     /* one a row */
    int32_t *touched; /* one a row */
    int32_t *mark;    /* one a unit, -1 between calls */
    int32_t *found;   /* one a word or skeleton */
    uint8_t *seen;    /* one a word or skeleton, 0 between calls */
} Scratch;

/* Queries: rows of words, and for each word the units of the list that are like it. */
typedef struct {
    const Words *words;
    const int32_t *row_word;
    const int64_t *row_at;
    const int64_t *similar_at;
    const int32_t *similar_unit;
    const int16_t *similarity;
} Queries;

typedef struct {
    int32_t query, row, raw, evidence;
} Hit;

/* ------------------------------------------------------------------ words */

static uint64_t hash_without(const uint8_t *text, int length, int i, int j) {
    uint64_t h = UINT64_C(1469598103934665603);
    for (int x = 0; x < length; x++)
        if (x != i && x != j)
            h = (h ^ text[x]) * UINT64_C(1099511628211);
    h ^= h >> 29;
    h *= UINT64_C(0xBF58476D1CE4E5B9);
    h ^= h >> 32;
    return h;
}

static int length_of(const int32_t *at, int64_t i) { return at[i + 1] - at[i]; }

static int shorter(int a, int b) { return a < b ? a : b; }

/* Edits that are forgiven at this length. */
static int edits_at(int length) { return length < 3 ? 0 : length < 6 ? 1 : 2; }

static int skeleton_edits_at(int length) { return length < 4 ? 0 : 1; }

static void prepare(uint64_t *mask, const uint8_t *text, int length) {
    for (int i = 0; i < length; i++)
        mask[text[i] & 127] |= UINT64_C(1) << i;
}

static void forget(uint64_t *mask, const uint8_t *text, int length) {
    for (int i = 0; i < length; i++)
        mask[text[i] & 127] = 0;
}

/* Optimal string alignment distance after Hyyro (2003); the first text stands in mask. */
static int distance(const uint64_t *mask, int m, const uint8_t *b, int n) {
    if (m == 0)
        return n;
    uint64_t vp = ~UINT64_C(0), vn = 0, d0 = 0, before = 0, top = UINT64_C(1) << (m - 1);
    int d = m;
    for (int j = 0; j < n; j++) {
        uint64_t p = mask[b[j] & 127];
        uint64_t swapped = (((~d0) & p) << 1) & before;
        d0 = ((((p & vp) + vp) ^ vp) | p | vn) | swapped;
        uint64_t hp = vn | ~(d0 | vp), hn = d0 & vp;
        d += (hp & top) != 0;
        d -= (hn & top) != 0;
        hp = (hp << 1) | 1;
        hn <<= 1;
        vp = hn | ~(d0 | hp);
        vn = hp & d0;
        before = p;
    }
    return d;
}

static int edit_similarity(const Numbers *w, int d, int longest, int same_first, int known) {
    return 1000 - d * (same_first ? w->edit : w->edit_first) / longest - (known ? w->attested : 0);
}

static int sound_similarity(const Numbers *w, int d, int shortest, int apart, int same_first, int bare, int known) {
    int lacks = shortest < 5 ? 5 - shortest : 0;
    if (bare)
        return (d ? w->bare_sound_near : w->bare_sound) - w->bare_sound_short * lacks;
    if (apart > 3)
        return 0;
    return (d ? w->sound_near : w->sound) - w->sound_length * apart - w->sound_short * lacks -
           (known ? w->attested_sound : 0) - (same_first ? 0 : w->sound_first);
}

/* ------------------------------------------------------------------ tables */

static int64_t put(uint64_t *hash, int32_t *id, int64_t at, uint64_t h, int64_t owner) {
    if (hash) {
        hash[at] = h;
        id[at] = (int32_t)owner;
    }
    return at + 1;
}

/* Write the hashes of all deletions of every text, or only count them (hash == NULL). */
int64_t cv_deletions(const uint8_t *text, const int32_t *at, const uint8_t *kind, int64_t count,
                     int32_t skeletons, uint64_t *hash, int32_t *id) {
    int64_t c = 0;
    for (int64_t u = 0; u < count; u++) {
        const uint8_t *t = text + at[u];
        int n = length_of(at, u), p = shorter(n, PREFIX);
        int edits = skeletons ? skeleton_edits_at(n) : edits_at(n);
        if (kind && kind[u] != WORD && kind[u] != PARTICLE)
            edits = 0;
        c = put(hash, id, c, hash_without(t, p, -1, -1), u);
        for (int i = 0; edits > 0 && i < p; i++) {
            c = put(hash, id, c, hash_without(t, p, i, -1), u);
            for (int j = i + 1; edits > 1 && j < p; j++)
                c = put(hash, id, c, hash_without(t, p, i, j), u);
        }
    }
    return c;
}

/* Write the hash of every whole text. */
void cv_hashes(const uint8_t *text, const int32_t *at, int64_t count, uint64_t *hash) {
    for (int64_t u = 0; u < count; u++)
        hash[u] = hash_without(text + at[u], length_of(at, u), -1, -1);
}

/* Sort hashes into buckets; inside a bucket by id, then by rest. */
void cv_table(const uint64_t *hash, const int32_t *id, int64_t count, int64_t shift, int64_t buckets,
              uint32_t *at, uint32_t *rest, int32_t *sorted) {
    memset(at, 0, (size_t)(buckets + 1) * sizeof *at);
    for (int64_t i = 0; i < count; i++)
        at[(hash[i] >> shift) + 1]++;
    for (int64_t b = 0; b < buckets; b++)
        at[b + 1] += at[b];
    for (int64_t i = count - 1; i >= 0; i--) {
        uint32_t place = --at[(hash[i] >> shift) + 1];
        rest[place] = (uint32_t)hash[i];
        sorted[place] = id[i];
    }
    /* The loop left at[b + 1] at the start of bucket b: move the starts down by one. */
    memmove(at, at + 1, (size_t)buckets * sizeof *at);
    at[buckets] = (uint32_t)count;
    for (int64_t b = 0; b < buckets; b++)
        for (uint32_t i = at[b] + 1; i < at[b + 1]; i++) {
            uint32_t r = rest[i], k = i;
            int32_t s = sorted[i];
            for (; k > at[b] && (sorted[k - 1] > s || (sorted[k - 1] == s && rest[k - 1] > r)); k--) {
                rest[k] = rest[k - 1];
                sorted[k] = sorted[k - 1];
            }
            rest[k] = r;
            sorted[k] = s;
        }
}

static int64_t probe(const Table *t, uint64_t h, uint8_t *seen, int32_t *found, int64_t count) {
    uint64_t b = h >> t->shift;
    uint32_t rest = (uint32_t)h;
    for (uint32_t i = t->at[b]; i < t->at[b + 1]; i++)
        if (t->rest[i] == rest && !seen[t->id[i]]) {
            seen[t->id[i]] = 1;
            found[count++] = t->id[i];
        }
    return count;
}

#define DELETIONS (1 + PREFIX + PREFIX * (PREFIX - 1) / 2)

/* Numbers whose text may be within so many edits; seen is left as it was. All hashes are made first,
 * so that the memory they lead to is on its way while the others are made. */
static int64_t neighbours(const Table *t, const uint8_t *text, int n, int edits, const Scratch *s) {
    uint64_t hash[DELETIONS];
    int p = shorter(n, PREFIX), count = 0;
    int64_t c = 0;
    hash[count++] = hash_without(text, p, -1, -1);
    for (int i = 0; edits > 0 && i < p; i++) {
        hash[count++] = hash_without(text, p, i, -1);
        for (int j = i + 1; edits > 1 && j < p; j++)
            hash[count++] = hash_without(text, p, i, j);
    }
    for (int i = 0; i < count; i++)
        __builtin_prefetch(&t->at[hash[i] >> t->shift]);
    for (int i = 0; i < count; i++) {
        __builtin_prefetch(&t->rest[t->at[hash[i] >> t->shift]]);
        __builtin_prefetch(&t->id[t->at[hash[i] >> t->shift]]);
    }
    for (int i = 0; i < count; i++)
        c = probe(t, hash[i], s->seen, s->found, c);
    for (int64_t i = 0; i < c; i++)
        s->seen[s->found[i]] = 0;
    return c;
}

/* ------------------------------------------------------------------ lookup */

/* The letters of a text as a set with the first two of each: two bits a letter, digits share the
 * rest. An edit changes at most two bits, a swap none. */
static uint64_t letters_of(const uint8_t *text, int length) {
    uint64_t set = 0;
    for (int i = 0; i < length; i++) {
        int place = 2 * (text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' : 26 + text[i] % 6);
        set |= set & UINT64_C(1) << place ? UINT64_C(2) << place : UINT64_C(1) << place;
    }
    return set;
}

static int is_fuzzy(uint8_t kind) { return kind == WORD || kind == PARTICLE; }

/* Write a card for each word. */
void cv_cards(const List *list, Card *cards) {
    const Words *words = &list->words;
    for (int64_t u = 0; u < words->count; u++) {
        const uint8_t *text = words->text + words->text_at[u];
        int length = length_of(words->text_at, u);
        cards[u] = (Card){letters_of(text, length), (uint8_t)length,      text[0], words->bare[u],
                          words->attested[u],       (uint8_t)is_fuzzy(words->kind[u])};
    }
}

typedef struct {
    int32_t *unit;
    int16_t *similarity;
    int64_t start, count, room;
    int32_t *mark;
} Similar;

static void add(Similar *o, int32_t unit, int similarity) {
    int32_t place = o->mark[unit];
    if (place >= 0) {
        if (place < o->room && o->similarity[place] < similarity)
            o->similarity[place] = (int16_t)similarity;
        return;
    }
    if (o->count < o->room) {
        o->unit[o->count] = unit;
        o->similarity[o->count] = (int16_t)similarity;
        o->mark[unit] = (int32_t)o->count;
    }
    o->count++;
}

static void by_letters(const List *list, const Words *q, int64_t i, const Numbers *w, const Scratch *s,
                       uint64_t *mask, Similar *out) {
    const uint8_t *text = q->text + q->text_at[i];
    int m = length_of(q->text_at, i), edits = is_fuzzy(q->kind[i]) ? edits_at(m) : 0;
    int64_t c = neighbours(&list->by_letters, text, m, edits, s);
    uint64_t letters = letters_of(text, m);
    prepare(mask, text, m);
    for (int64_t x = 0; x < c; x++) {
        int32_t u = s->found[x];
        const Card *card = &s->cards[u];
        int n = card->length;
        int gap = n > m ? n - m : m - n;
        if (gap > edits || __builtin_popcountll(letters ^ card->letters) > 2 * edits)
            continue;
        int d = distance(mask, m, list->words.text + list->words.text_at[u], n);
        if (d == 0) {
            add(out, u, 1000);
        } else if (d <= edits && d <= edits_at(n) && card->is_fuzzy) {
            int similarity = edit_similarity(w, d, m > n ? m : n, text[0] == card->first,
                                             q->attested[i] && card->attested);
            if (similarity >= w->floor)
                add(out, u, similarity);
        }
    }
    forget(mask, text, m);
}

static void by_sound(const List *list, const Words *q, int64_t i, const Numbers *w, const Scratch *s,
                     uint64_t *mask, Similar *out) {
    const uint8_t *skeleton = q->skeleton + q->skeleton_at[i], *text = q->text + q->text_at[i];
    int m = length_of(q->skeleton_at, i), letters = length_of(q->text_at, i);
    int edits = skeleton_edits_at(m);
    int64_t c = neighbours(&list->by_skeleton, skeleton, m, edits, s);
    prepare(mask, skeleton, m);
    for (int64_t x = 0; x < c; x++) {
        int32_t g = s->found[x];
        int n = length_of(list->skeleton_at, g);
        if ((n > m ? n - m : m - n) > edits)
            continue;
        int d = distance(mask, m, list->skeleton + list->skeleton_at[g], n);
        if (d > edits || d > skeleton_edits_at(n))
            continue;
        for (int32_t y = list->skeleton_word_at[g]; y < list->skeleton_word_at[g + 1]; y++) {
            int32_t u = list->skeleton_word[y];
            const Card *card = &s->cards[u];
            int apart = card->length > letters ? card->length - letters : letters - card->length;
            int similarity = sound_similarity(w, d, shorter(m, n), apart, text[0] == card->first,
                                              q->bare[i] || card->bare, q->attested[i] && card->attested);
            if (similarity >= w->floor)
                add(out, u, similarity);
        }
    }
    forget(mask, skeleton, m);
}

static void by_shape(const List *list, const Words *q, int64_t i, const Numbers *w, Similar *out) {
    const uint8_t *shape = q->shape + q->shape_at[i];
    int m = length_of(q->shape_at, i);
    uint64_t h = hash_without(shape, m, -1, -1);
    const Table *t = &list->by_shape;
    for (uint32_t x = t->at[h >> t->shift]; m && x < t->at[(h >> t->shift) + 1]; x++) {
        int32_t u = t->id[x];
        int similarity = w->shape - (q->attested[i] && list->words.attested[u] ? w->attested : 0);
        if (t->rest[x] == (uint32_t)h && similarity >= w->floor && length_of(list->words.shape_at, u) == m &&
            !memcmp(shape, list->words.shape + list->words.shape_at[u], (size_t)m))
            add(out, u, similarity);
    }
}

static int is_join(const List *list, int32_t j, const uint8_t *text, int length) {
    int32_t a = list->join[2 * j], b = list->join[2 * j + 1];
    int first = length_of(list->words.text_at, a), second = length_of(list->words.text_at, b);
    return first + second == length &&
           !memcmp(text, list->words.text + list->words.text_at[a], (size_t)first) &&
           !memcmp(text + first, list->words.text + list->words.text_at[b], (size_t)second);
}

static void by_join(const List *list, const Words *q, int64_t i, const Numbers *w, Similar *out) {
    const uint8_t *text = q->text + q->text_at[i];
    int m = length_of(q->text_at, i);
    uint64_t h = hash_without(text, m, -1, -1);
    const Table *t = &list->by_join;
    for (uint32_t x = t->at[h >> t->shift]; x < t->at[(h >> t->shift) + 1]; x++)
        if (t->rest[x] == (uint32_t)h && is_join(list, t->id[x], text, m))
            add(out, (int32_t)(list->words.count + t->id[x]), w->join_similarity);
}

/* For words `from` to `to` write the units like each behind the `start` that are there, with
 * similarity in thousandths. Returns the number there then, or minus the room that was needed. */
int64_t cv_lookup(const List *list, const Words *q, int64_t from, int64_t to, const Numbers *w, const Scratch *s,
                  int64_t *at, int32_t *unit, int16_t *similarity, int64_t start, int64_t room) {
    uint64_t mask[128] = {0};
    Similar out = {unit, similarity, start, start, room, s->mark};
    for (int64_t i = from; i < to; i++) {
        at[i - from] = out.start = out.count;
        by_letters(list, q, i, w, s, mask, &out);
        if (is_fuzzy(q->kind[i])) {
            if (length_of(q->skeleton_at, i) > 1)
                by_sound(list, q, i, w, s, mask, &out);
            for (int32_t g = q->group_at[i]; g < q->group_at[i + 1]; g++)
                if (q->group[g] >= 0 && q->group[g] < list->groups)
                    for (int32_t y = list->group_word_at[q->group[g]];
                         y < list->group_word_at[q->group[g] + 1]; y++)
                        add(&out, list->group_word[y], w->variant);
            by_shape(list, q, i, w, &out);
            by_join(list, q, i, w, &out);
        }
        for (int64_t x = out.start; x < out.count && x < room; x++)
            s->mark[unit[x]] = -1;
        if (out.count > room)
            return -out.count;
    }
    at[to - from] = out.count;
    return out.count;
}
