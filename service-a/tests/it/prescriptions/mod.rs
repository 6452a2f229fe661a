//! `/v1/prescriptions`

mod add;
