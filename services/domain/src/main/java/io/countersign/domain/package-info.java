/**
 * The words that every capability shares: who asks, what may be answered, and the canonical bytes
 * of what is recorded. More than twenty types, since a part of them would have to be found twice: a
 * decider reads nearly all.
 */
@NullMarked
package io.countersign.domain;

import org.jspecify.annotations.NullMarked;
