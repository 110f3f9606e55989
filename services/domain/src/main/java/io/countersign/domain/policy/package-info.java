/**
 * What policy looks at, and what it says; policies answer in these words, remediations record them.
 */
@NullMarked
package io.countersign.domain.policy;

import org.jspecify.annotations.NullMarked;
