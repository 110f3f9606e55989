/** The readers of what a diagnosis counts as unhealthy, sudden and sure. */
@NullMarked
package io.countersign.policies.diagnosis;

import org.jspecify.annotations.NullMarked;
