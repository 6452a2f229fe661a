//! One `#[test]` for each test that all services have in common.

/// Makes a `#[test]` of every test that all services have in common: `suites!(crate::support::KIT);` in the root of the
/// test binary, where `KIT` is a `static` [`Kit`](crate::testkit::Kit).
#[macro_export]
macro_rules! suites {
    ($kit:path) => {
        mod every_service {
            $crate::suites! { @machinery [$kit] }
            $crate::suites! { @of [$kit]
                architecture {
                    only_the_store_names_diesel only_the_store_writes_sql an_endpoint_has_a_file_of_its_name
                    files_are_short the_manifest_and_the_service_agree the_manifest_names_types_of_the_contract
                }
                inserts { a_hand_written_insert_takes_its_row_apart_in_full }
            }
        }
    };
    (@machinery [$kit:path]) => {
        $crate::suites! { @of [$kit]
            bad_input {
                every_body_must_be_json_of_the_right_form a_path_that_names_nothing_is_not_found
                a_header_that_is_required_must_be_there every_number_of_a_query_must_be_one
                a_list_over_its_maximum_is_one_fault every_list_of_a_body_has_a_maximum a_tag_without_a_version_is_stale
            }
            cli {
                wrong_configuration_is_one_line_that_names_the_variable wrong_usage_is_code_two
                without_a_database_it_fails_once_and_keeps_the_password
                it_does_not_serve_a_database_that_waits_for_migrations it_does_not_serve_a_database_of_another_shape
                the_commands_of_an_operator a_fixture_from_outside_takes_the_place_of_one
                a_reset_has_to_be_confirmed it_serves_until_it_is_stopped
                what_cannot_be_read_leaves_no_line_in_the_log
            }
            connections {
                a_body_has_to_arrive_in_time a_body_that_nobody_reads_closes_the_connection
                there_are_as_many_connections_as_allowed what_nobody_reads_costs_little_memory
                few_files_are_enough_for_many_clients many_long_bodies_cost_little_memory
                who_does_not_read_is_disconnected
            }
            edge {
                it_lives_and_is_ready_until_it_stops it_says_what_it_speaks the_docs_need_no_network
                the_document_is_complete its_events_are_described a_request_has_an_id_and_may_bring_its_own what_is_not_there_is_a_problem_too
                what_can_be_read_can_be_asked_for_without_its_body
            }
            migrations {
                every_migration_is_one_statement_each_way
                every_migration_can_be_undone_and_done_again_with_rows_in_the_tables
                all_the_way_down_and_up_again_with_rows_in_the_tables up_twice_changes_nothing status_lists_what_has_run
                redo_is_about_one_migration reset_undoes_everything_and_runs_it_again
                a_database_with_another_table_is_not_reset the_clone_of_the_template_is_what_migrating_makes
                a_second_instance_waits_for_the_first two_that_start_at_once_migrate_once
            }
            origins {
                a_foreign_page_changes_nothing a_request_names_a_host_of_the_service a_form_changes_nothing
            }
            operations { every_operation_is_called_by_a_test every_operation_has_its_own_id }
            outages {
                without_its_database_it_answers_503_and_recovers a_restart_of_the_database_costs_at_most_one_answer
                a_database_that_fails_is_an_internal_error_without_its_words
            }
            schema {
                it_is_what_the_service_expects a_difference_is_named every_reference_has_an_index
                money_is_bigint_with_its_currency_beside_it time_is_exact_and_text_is_utf8
                constraints_are_named_after_what_they_bind
            }
            seeds {
                all_are_valid_and_a_second_run_changes_nothing a_dry_run_counts_and_changes_nothing
                an_empty_fixture_changes_nothing a_fixture_with_a_fault_is_named_and_nothing_is_written
            }
        }
    };
    (@of [$kit:path] $($suite:ident { $($test:ident)+ })+) => {
        $(mod $suite {
            $crate::suites! { @tests $kit, $suite, $($test)+ }
        })+
    };
    (@tests $kit:path, $suite:ident, $($test:ident)+) => {
        $(#[test]
        fn $test() {
            $crate::testkit::suite::$suite::$test(&$kit);
        })+
    };
}
