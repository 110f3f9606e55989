/**
 * The parts that every kind of policy file shares: reading with positions, and all problems at
 * once.
 */
@NullMarked
package io.countersign.policies.engine;

import org.jspecify.annotations.NullMarked;
