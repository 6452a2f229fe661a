mod quote;
mod save;
