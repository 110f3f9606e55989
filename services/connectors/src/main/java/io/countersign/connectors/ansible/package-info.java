/**
 * Acts by Ansible playbooks. The only package that starts processes: a program named in the
 * configuration with its arguments in a list, never a shell. More than twenty types, so that none
 * of them is seen from outside.
 */
@NullMarked
package io.countersign.connectors.ansible;

import org.jspecify.annotations.NullMarked;
