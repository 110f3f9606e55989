/**
 * What every capability shares: who asks, what may be answered, and the canonical bytes of what is
 * recorded.
 */
@NullMarked
package io.countersign.domain;

import org.jspecify.annotations.NullMarked;
