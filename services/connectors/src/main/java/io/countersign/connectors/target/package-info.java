/** What executors have in common: how a target's state is read, and what is seen of an effect. */
@NullMarked
package io.countersign.connectors.target;

import org.jspecify.annotations.NullMarked;
