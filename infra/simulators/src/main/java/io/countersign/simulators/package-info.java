/**
 * Stateful servers that behave like the systems in which people work, and can be wrong on demand.
 * They hold no code of the product, so that neither can share the other's mistakes.
 */
@NullMarked
package io.countersign.simulators;

import org.jspecify.annotations.NullMarked;
