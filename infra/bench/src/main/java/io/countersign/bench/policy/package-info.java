/** How quickly policy decides. */
@NullMarked
package io.countersign.bench.policy;

import org.jspecify.annotations.NullMarked;
