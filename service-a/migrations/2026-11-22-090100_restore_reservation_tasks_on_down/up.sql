-- Nothing to move: the workers take the tasks over, also those that the release before still writes.
DO 0;
