/** Test support for deciders: given/when/then, known facts, fixed instants, random walks. */
@NullMarked
package io.countersign.domain.testing;

import org.jspecify.annotations.NullMarked;
