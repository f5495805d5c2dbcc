import LoraClickUp

/// What every delivery of a repository works with.
struct DeliveryMeans {
  let service: any ClickUpService
  let outbox: Outbox
  let rules: DeliveryRules
  let waits: LookWaits
  let clock: any DeliveryClock
  let stop: StopFlag
}
