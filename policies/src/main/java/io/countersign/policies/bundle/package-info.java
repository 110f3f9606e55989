/** The compiler of whole bundles: all policy text, or everything that is wrong with it. */
@NullMarked
package io.countersign.policies.bundle;

import org.jspecify.annotations.NullMarked;
