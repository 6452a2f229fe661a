//! People who buy, and what their optometrist prescribed.

mod model;
pub(crate) use model::COUNTRY;
pub use model::{
    ADDITION_MAX, AXIS_MAX, COUNTRY_LENGTH, CYLINDER_MAX, Customer, CustomerId, DIOPTRE_STEP, Eye, POSTAL_CODE_MAX,
    Prescription, PrescriptionId, SPHERE_MAX,
};

mod rules;
pub use rules::{PrescriptionFault, prescription_faults};

mod dto;
pub use dto::{
    AddPrescription, Address, CreateCustomer, CustomerPage, CustomerView, PrescriptionItem, PrescriptionPage,
    PrescriptionView, UpdateCustomer,
};

mod event;
pub use event::{CustomerRegistered, PrescriptionAdded};

#[cfg(feature = "db")]
mod entity;
#[cfg(feature = "db")]
pub use entity::{CustomerChanges, CustomerEntity, PrescriptionEntity, PrescriptionItemEntity};
